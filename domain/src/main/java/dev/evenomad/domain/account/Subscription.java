package dev.evenomad.domain.account;

import dev.evenomad.domain.text.WellFormedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's subscription as the payment service last reported it.
 *
 * @param endsAt when the paid period ends, or has ended; empty if it is open or nothing is paid
 * @param stripeCustomerId {@code cus_…}; unique among users
 * @param stripeSubscriptionId {@code sub_…}; unique among users
 */
public record Subscription(
    SubscriptionTier tier,
    SubscriptionStatus status,
    Optional<Instant> endsAt,
    Optional<String> stripeCustomerId,
    Optional<String> stripeSubscriptionId) {

  /**
   * The payment service tells of a renewal when the next period has begun already, and for up to
   * three days while we cannot be reached. For so long an active one counts beyond its end.
   */
  public static final Duration RENEWAL_GRACE = Duration.ofDays(3);

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
   * end counts as free; an active one only {@link #RENEWAL_GRACE} later.
   */
  public SubscriptionTier effectiveTier(Instant now) {
    return premiumUntil().isAfter(now) ? SubscriptionTier.PREMIUM : SubscriptionTier.FREE;
  }

  /**
   * When premium ends unless something else is reported until then; {@link Instant#MAX} if it does
   * not, and {@link Instant#MIN} if it is not in force.
   */
  public Instant premiumUntil() {
    if (tier == SubscriptionTier.FREE) {
      return Instant.MIN;
    }
    return switch (status) {
      case ACTIVE -> endsAt.map(end -> end.plus(RENEWAL_GRACE)).orElse(Instant.MAX);
      case PAST_DUE, CANCELED -> endsAt.orElse(Instant.MAX);
      case EXPIRED -> Instant.MIN;
    };
  }
}
