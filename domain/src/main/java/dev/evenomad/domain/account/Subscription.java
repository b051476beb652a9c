package dev.evenomad.domain.account;

import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's subscription as the payment service last reported it.
 *
 * @param endsAt when the paid period ends; empty if it is open or nothing is paid
 * @param stripeCustomerId {@code cus_…}; unique among users
 * @param stripeSubscriptionId {@code sub_…}; unique among users
 */
public record Subscription(
    SubscriptionTier tier,
    SubscriptionStatus status,
    Optional<Instant> endsAt,
    Optional<String> stripeCustomerId,
    Optional<String> stripeSubscriptionId) {

  /** What every user begins with. */
  public static final Subscription FREE =
      new Subscription(
          SubscriptionTier.FREE,
          SubscriptionStatus.ACTIVE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Subscription {
    if (stripeCustomerId.filter(String::isBlank).isPresent()
        || stripeSubscriptionId.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("a Stripe id is absent or not blank");
    }
    stripeCustomerId.ifPresent(id -> WellFormedText.require("a Stripe customer id", id));
    stripeSubscriptionId.ifPresent(id -> WellFormedText.require("a Stripe subscription id", id));
  }

  /**
   * The tier that counts at {@code now}: a premium subscription that has expired or run past its
   * end counts as free.
   */
  public SubscriptionTier effectiveTier(Instant now) {
    boolean over =
        status == SubscriptionStatus.EXPIRED || endsAt.filter(end -> !end.isAfter(now)).isPresent();
    return over ? SubscriptionTier.FREE : tier;
  }
}
