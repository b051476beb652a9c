package dev.evenomad.domain.plan;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Roster;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an account's plan covers at a moment.
 *
 * @param tier that counts at that moment
 * @param covered characters that are kept in sync, in the order of {@link Roster#inOrder}
 * @param paused characters that are more than the plan covers, in the same order
 */
public record PlanStanding(
    Subscription subscription,
    SubscriptionTier tier,
    Allowance allowance,
    Set<CharacterId> covered,
    Set<CharacterId> paused) {

  static PlanStanding of(Roster roster, SubscriptionTier tier, Allowance allowance) {
    List<CharacterId> all = roster.inOrder();
    int most = Math.min(all.size(), allowance.characters().orElse(Integer.MAX_VALUE));
    return new PlanStanding(
        roster.subscription(),
        tier,
        allowance,
        new LinkedHashSet<>(all.subList(0, most)),
        new LinkedHashSet<>(all.subList(most, all.size())));
  }
}
