package dev.evenomad.application.account;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.plan.PlanStanding;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a pilot sees of their account, their characters and what was read of them. Thread-safe. */
public final class Account {

  private final Users users;
  private final Characters characters;
  private final Snapshots snapshots;
  private final SyncStates syncStates;
  private final PlanPolicy plans;
  private final Clock clock;

  /** Over these ports. */
  public Account(
      Users users,
      Characters characters,
      Snapshots snapshots,
      SyncStates syncStates,
      PlanPolicy plans,
      Clock clock) {
    this.users = users;
    this.characters = characters;
    this.snapshots = snapshots;
    this.syncStates = syncStates;
    this.plans = plans;
    this.clock = clock;
  }

  /** The account itself; empty if it is gone. */
  public Optional<User> user(UserId user) {
    return users.find(user);
  }

  /** What the account's plan covers now; empty if the account is gone. */
  public Optional<PlanStanding> plan(UserId user) {
    return characters.roster(user).map(roster -> plans.standing(roster, clock.instant()));
  }

  /** The account's characters, the one linked first at the front. */
  public List<EveCharacter> characters(UserId user) {
    return characters.ofUser(user);
  }

  /** One of the account's characters; empty if it is not. */
  public Optional<EveCharacter> character(UserId user, CharacterId character) {
    return characters.findOf(user, character);
  }

  /** Skills and queue of one of the account's characters; empty if it is not. */
  public Optional<View<SkillSnapshot>> skills(UserId user, CharacterId character) {
    return view(user, character, SyncKind.SKILLS, SkillSnapshot.class);
  }

  /** The newest mails of one of the account's characters; empty if it is not. */
  public Optional<View<Mailbox>> mailbox(UserId user, CharacterId character) {
    return view(user, character, SyncKind.MAIL, Mailbox.class);
  }

  /** Market orders of one of the account's characters; empty if it is not. */
  public Optional<View<MarketOrders>> marketOrders(UserId user, CharacterId character) {
    return view(user, character, SyncKind.MARKET_ORDERS, MarketOrders.class);
  }

  /** Industry jobs of one of the account's characters; empty if it is not. */
  public Optional<View<IndustryJobs>> industryJobs(UserId user, CharacterId character) {
    return view(user, character, SyncKind.INDUSTRY_JOBS, IndustryJobs.class);
  }

  /** Colonies of one of the account's characters; empty if it is not. */
  public Optional<View<Colonies>> colonies(UserId user, CharacterId character) {
    return view(user, character, SyncKind.PLANETS, Colonies.class);
  }

  private <S extends Snapshot> Optional<View<S>> view(
      UserId user, CharacterId character, SyncKind kind, Class<S> type) {
    Instant now = clock.instant();
    return characters
        .roster(user)
        .filter(own -> own.linked().contains(character))
        .map(
            own ->
                new View<>(
                    snapshots.find(character, type),
                    plans.standing(own, now).paused().contains(character)
                        || syncStates
                            .find(character, kind)
                            .filter(state -> !state.staleAt(now))
                            .isEmpty()));
  }

  /**
   * One kind of data as it was last read.
   *
   * @param snapshot empty until it was read for the first time
   * @param stale whether a newer reading is overdue: EVE is down, the grant is gone or lacks a
   *     scope, or the account's plan does not cover the character
   */
  public record View<S extends Snapshot>(Optional<S> snapshot, boolean stale) {}
}
