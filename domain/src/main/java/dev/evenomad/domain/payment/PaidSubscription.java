package dev.evenomad.domain.payment;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A subscription as one event of Stripe's told it. Events come in any order; the later of two is
 * known by itself, so that the last word stands whatever the order.
 *
 * @param id {@code sub_…}
 * @param customer {@code cus_…}
 * @param periodStart when the current period began
 * @param periodEnd when it ends
 * @param cancelAt when it ends because its customer wants it to; empty if it is renewed
 * @param endedAt when it has ended
 * @param stage of the subscription's life that the event is about
 * @param toldAt when Stripe made the event, to the second
 * @param event {@code evt_…}
 */
public record PaidSubscription(
    String id,
    String customer,
    StripeStatus status,
    Optional<Instant> periodStart,
    Optional<Instant> periodEnd,
    Optional<Instant> cancelAt,
    Optional<Instant> endedAt,
    Stage stage,
    Instant toldAt,
    String event) {

  /** How long premium goes on while a payment is late, from the beginning of the open period. */
  public static final Duration PAYMENT_GRACE = Duration.ofDays(7);

  /**
   * What is final stays so. Else the later event counts; of those in the same second the one about
   * the later stage, then the one whose status usually comes later. The ids only make sure that
   * there is no tie.
   */
  private static final Comparator<PaidSubscription> LATEST =
      Comparator.comparing((PaidSubscription told) -> told.status.terminal())
          .thenComparing(PaidSubscription::toldAt)
          .thenComparing(PaidSubscription::stage)
          .thenComparing(PaidSubscription::status)
          .thenComparing(PaidSubscription::event);

  public PaidSubscription {
    StripeIds.require("subscription", id);
    StripeIds.require("customer", customer);
    StripeIds.require("event", event);
  }

  /** A stage in the life of a subscription. */
  public enum Stage {
    /** Its beginning. */
    CREATED,
    /** A change. */
    UPDATED,
    /** Its end. */
    DELETED
  }

  /** Whether this is to stand in place of {@code other}, which is about the same subscription. */
  public boolean supersedes(PaidSubscription other) {
    return LATEST.compare(this, other) > 0;
  }

  /**
   * Of several subscriptions of one user the greatest is the one that gives premium for longest, if
   * any does at {@code now}; else the one of which something was told last.
   */
  public static Comparator<PaidSubscription> bestAt(Instant now) {
    return Comparator.comparing((PaidSubscription told) -> told.premiumAfter(now))
        .thenComparing(PaidSubscription::toldAt)
        .thenComparing(LATEST)
        .thenComparing(PaidSubscription::id);
  }

  private Instant premiumAfter(Instant now) {
    Instant until = asSubscription().premiumUntil();
    return until.isAfter(now) ? until : Instant.MIN;
  }

  /** What it is for us. */
  public Subscription asSubscription() {
    return switch (status) {
      case INCOMPLETE, INCOMPLETE_EXPIRED ->
          of(SubscriptionTier.FREE, SubscriptionStatus.ACTIVE, Optional.empty());
      case TRIALING, ACTIVE ->
          cancelAt.isPresent()
              ? premium(SubscriptionStatus.CANCELED, cancelAt)
              : premium(SubscriptionStatus.ACTIVE, periodEnd);
      case PAST_DUE -> premium(SubscriptionStatus.PAST_DUE, Optional.of(endOfGrace()));
      case UNPAID, PAUSED -> premium(SubscriptionStatus.EXPIRED, Optional.empty());
      case CANCELED -> premium(SubscriptionStatus.EXPIRED, endedAt.or(() -> Optional.of(toldAt)));
    };
  }

  private Instant endOfGrace() {
    Instant end = periodStart.orElse(toldAt).plus(PAYMENT_GRACE);
    return cancelAt.filter(wish -> wish.isBefore(end)).orElse(end);
  }

  private Subscription premium(SubscriptionStatus standing, Optional<Instant> end) {
    return of(SubscriptionTier.PREMIUM, standing, end);
  }

  private Subscription of(
      SubscriptionTier tier, SubscriptionStatus standing, Optional<Instant> end) {
    return new Subscription(tier, standing, end, Optional.of(customer), Optional.of(id));
  }
}
