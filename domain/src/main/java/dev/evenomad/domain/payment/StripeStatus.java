package dev.evenomad.domain.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where Stripe says a subscription stands, in the order in which it usually comes there. */
public enum StripeStatus {
  /** The first payment is open. */
  INCOMPLETE,
  /** In force before the first payment. */
  TRIALING,
  /** Paid. */
  ACTIVE,
  /** A payment is late, and Stripe tries again. */
  PAST_DUE,
  /** Stripe has given up trying, but goes on making invoices. */
  UNPAID,
  /** A trial has ended without a way to pay. */
  PAUSED,
  /** Nothing was ever paid. Final. */
  INCOMPLETE_EXPIRED,
  /** Over. Final. */
  CANCELED;

  /** Whether nothing comes after it. */
  public boolean terminal() {
    return this == INCOMPLETE_EXPIRED || this == CANCELED;
  }

  /** As Stripe writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That with that code; empty if there is none. */
  public static Optional<StripeStatus> ofCode(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
