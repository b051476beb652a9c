package dev.evenomad.application.character;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a character out of its account with its grant and everything that was read with it, also
 * the mails that were opened. The account stays, and so do the alerts it was given: they are its
 * own history. Another character that the plan covers from then on is looked after at once. Whether
 * the grant has to be ended at EVE too is for the caller to know. Thread-safe.
 */
public final class PartWithCharacter {

  private final Characters characters;
  private final AllSettings settings;
  private final Cache cache;
  private final Jobs jobs;
  private final Schedule schedule;
  private final ResumeCovered resumeCovered;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public PartWithCharacter(
      Characters characters,
      AllSettings settings,
      Cache cache,
      Jobs jobs,
      Schedule schedule,
      ResumeCovered resumeCovered,
      Transactions transactions,
      Clock clock) {
    this.characters = characters;
    this.settings = settings;
    this.cache = cache;
    this.jobs = jobs;
    this.schedule = schedule;
    this.resumeCovered = resumeCovered;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Removes every trace of the character that is not the account's own; in one transaction.
   *
   * @throws ConflictException if another writer has changed the character meanwhile
   */
  public void part(EveCharacter character) {
    transactions.run(
        () -> {
          Optional<Roster> before = characters.roster(character.user());
          erase(character);
          before.ifPresent(roster -> left(character.user(), character.characterId(), roster));
        });
  }

  /**
   * What an account does without a character that it has lost: forget it in its settings, and have
   * those looked after that its plan covers instead.
   *
   * @param before who was in the account while the character was
   */
  void left(UserId account, CharacterId character, Roster before) {
    Instant now = clock.instant();
    settings
        .find(account)
        .ifPresent(
            known -> {
              UserSettings without = known.withoutCharacter(character, now);
              if (!without.equals(known)) {
                settings.save(without);
              }
            });
    resumeCovered.changed(account, before, before.without(character), now);
  }

  /** The same for an account that ends too, so that nothing need be taken out of its settings. */
  public void erase(EveCharacter character) {
    CharacterId id = character.characterId();
    transactions.run(
        () -> {
          // First, so that what others are storing about it is there to be removed.
          characters.remove(character);
          jobs.removeOfCharacter(id).forEach(schedule::cancel);
          cache.removeAll("mail", id.toString());
          for (SyncKind kind : SyncKind.values()) {
            schedule.cancel(new DueWork.Sync(id, kind));
          }
        });
  }
}
