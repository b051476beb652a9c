package dev.evenomad.domain.plan;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the tiers allow, in one place: how many characters are kept in sync, and how often each kind
 * of their data is read.
 */
public record PlanPolicy(Allowance free, Allowance premium) {

  /**
   * Three characters free, all of them premium. Skills and mail are read every ten minutes free and
   * every two premium. What ends at a known time is told without asking, so industry jobs and
   * colonies, which only tell what the pilot began, are read every half hour and hour, or every
   * five minutes and ten. Orders are never fresher than twenty minutes.
   */
  public static final PlanPolicy DEFAULT =
      new PlanPolicy(
          new Allowance(OptionalInt.of(3), minutes(10, 10, 20, 30, 60)),
          new Allowance(OptionalInt.empty(), minutes(2, 2, 20, 5, 10)));

  private static Map<SyncKind, Duration> minutes(
      int skills, int mail, int orders, int jobs, int planets) {
    return Map.of(
        SyncKind.SKILLS, Duration.ofMinutes(skills),
        SyncKind.MAIL, Duration.ofMinutes(mail),
        SyncKind.MARKET_ORDERS, Duration.ofMinutes(orders),
        SyncKind.INDUSTRY_JOBS, Duration.ofMinutes(jobs),
        SyncKind.PLANETS, Duration.ofMinutes(planets));
  }

  /** What the subscription allows at {@code now}. */
  public Allowance of(Subscription subscription, Instant now) {
    return of(subscription.effectiveTier(now));
  }

  /** What that tier allows. */
  public Allowance of(SubscriptionTier tier) {
    return switch (tier) {
      case FREE -> free;
      case PREMIUM -> premium;
    };
  }

  /** Where the account stands at {@code now}. */
  public PlanStanding standing(Roster roster, Instant now) {
    SubscriptionTier tier = roster.subscription().effectiveTier(now);
    return PlanStanding.of(roster, tier, of(tier));
  }
}
