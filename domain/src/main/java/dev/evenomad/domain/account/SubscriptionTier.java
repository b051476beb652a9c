package dev.evenomad.domain.account;

/** What a user pays for. What a tier allows is a policy of its own. */
public enum SubscriptionTier {
  FREE,
  PREMIUM
}
