package dev.evenomad.domain.account;

/** Where a subscription stands. */
public enum SubscriptionStatus {
  /** In force, and renewed at its end. */
  ACTIVE,
  /** A payment is late, and the payment service tries to get it; in force until its end. */
  PAST_DUE,
  /** Ended by the user; in force until its end. */
  CANCELED,
  /** Not in force: over, or not paid. */
  EXPIRED
}
