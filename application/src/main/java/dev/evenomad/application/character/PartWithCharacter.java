package dev.evenomad.application.character;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;

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

  /** Removes every trace of the character that is not the account's own; in one transaction. */
  public void part(EveCharacter character) {
    transactions.run(
        () -> {
          for (SyncKind kind : SyncKind.values()) {
            schedule.cancel(new DueWork.Sync(character.characterId(), kind));
          }
          jobs.removeOfCharacter(character.characterId());
          cache.removeAll("mail", character.characterId().toString());
          characters
              .roster(character.user())
              .ifPresent(
                  roster ->
                      resumeCovered.changed(
                          character.user(),
                          roster,
                          roster.without(character.characterId()),
                          clock.instant()));
          settings.find(character.user()).ifPresent(known -> forget(known, character));
          characters.remove(character.characterId());
        });
  }

  private void forget(UserSettings known, EveCharacter character) {
    UserSettings without = known.withoutCharacter(character.characterId(), clock.instant());
    if (!without.equals(known)) {
      settings.save(without);
    }
  }
}
