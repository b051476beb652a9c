package dev.evenomad.domain.payment;

import dev.evenomad.domain.account.UserId;
import java.util.Optional;

/**
 * An event of Stripe's that matters to us.
 *
 * @param event {@code evt_…}; the same each time that Stripe sends it
 * @param customer {@code cus_…}, whom it is about
 * @param payer the user that the customer is, if the event names one
 * @param subscription as it is after the event; empty if the event only says who the customer is
 */
public record PaymentNotice(
    String event,
    String customer,
    Optional<UserId> payer,
    Optional<PaidSubscription> subscription) {

  public PaymentNotice {
    StripeIds.require("event", event);
    StripeIds.require("customer", customer);
    if (subscription.filter(told -> !told.customer().equals(customer)).isPresent()) {
      throw new IllegalArgumentException("the subscription is another customer's");
    }
  }
}
