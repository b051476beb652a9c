package dev.evenomad.domain.account;

/** Where a subscription stands. */
public enum SubscriptionStatus {
  /** In force. */
  ACTIVE,
  /** Ended by the user; in force until its end. */
  CANCELED,
  /** Over. */
  EXPIRED
}
