package dev.evenomad.application.settings;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads and changes what a pilot prefers. Thread-safe. */
public final class Preferences {

  private final AllSettings settings;
  private final Characters characters;
  private final Schedule schedule;
  private final ResumeCovered resumeCovered;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public Preferences(
      AllSettings settings,
      Characters characters,
      Schedule schedule,
      ResumeCovered resumeCovered,
      Transactions transactions,
      Clock clock) {
    this.settings = settings;
    this.characters = characters;
    this.schedule = schedule;
    this.resumeCovered = resumeCovered;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The user's settings; empty if the user is gone. */
  public Optional<UserSettings> of(UserId user) {
    return settings.find(user);
  }

  /**
   * Applies a change whole, or not at all. What {@code wish} does not change stays as another
   * device has left it, even if that happened a moment ago.
   *
   * @param wish makes the change of the settings as they are; called in the transaction, and again
   *     if another writer got in the way, so it does nothing else
   */
  public Outcome change(UserId user, Function<UserSettings, SettingsChange> wish) {
    return transactions.call(
        () -> {
          Optional<UserSettings> known = settings.find(user);
          if (known.isEmpty()) {
            return new Outcome.NotFound();
          }
          SettingsChange change = wish.apply(known.get());
          UserSettings changed = known.get().with(change, clock.instant());
          List<EveCharacter> own =
              concernsCharacters(change, known.get(), changed)
                  ? characters.ofUser(user)
                  : List.of();
          Optional<CharacterId> foreign = foreign(own, change);
          if (foreign.isPresent()) {
            return new Outcome.NotYourCharacter(foreign.get());
          }
          prefer(known.get(), changed);
          settings.save(changed);
          replan(own, known.get(), changed);
          return new Outcome.Changed(changed);
        });
  }

  /** Most changes do not, and then nobody looks for characters. */
  private static boolean concernsCharacters(
      SettingsChange change, UserSettings before, UserSettings after) {
    return change.defaultCharacter().flatMap(wish -> wish).isPresent()
        || !after.notifications().leadTimes().equals(before.notifications().leadTimes());
  }

  /** The plan covers the default character before all others. */
  private void prefer(UserSettings before, UserSettings after) {
    if (!after.defaultCharacter().equals(before.defaultCharacter())) {
      characters
          .roster(after.user())
          .ifPresent(
              roster ->
                  resumeCovered.changed(
                      after.user(),
                      roster,
                      roster.withDefault(after.defaultCharacter()),
                      clock.instant()));
    }
  }

  /** What is known is looked at anew, to find when the new lead times have something to tell. */
  private void replan(List<EveCharacter> own, UserSettings before, UserSettings after) {
    LeadTimes old = before.notifications().leadTimes();
    LeadTimes now = after.notifications().leadTimes();
    for (EveCharacter character : own) {
      if (!now.queueEnding().equals(old.queueEnding())) {
        lookAt(character, SyncKind.SKILLS);
      }
      if (!now.extractorEnding().equals(old.extractorEnding())) {
        lookAt(character, SyncKind.PLANETS);
      }
    }
  }

  private void lookAt(EveCharacter character, SyncKind kind) {
    schedule.plan(
        Plan.of(new DueWork.Sync(character.characterId(), kind), clock.instant())
            .onBehalfOf(character.user()));
  }

  private static Optional<CharacterId> foreign(List<EveCharacter> own, SettingsChange change) {
    return change
        .defaultCharacter()
        .flatMap(wish -> wish)
        .filter(wish -> own.stream().noneMatch(character -> character.characterId().equals(wish)));
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The settings as they are now. */
    record Changed(UserSettings settings) implements Outcome {}

    /** The user is gone. */
    record NotFound() implements Outcome {}

    /** The default character must be one of the user's own. Nothing was changed. */
    record NotYourCharacter(CharacterId character) implements Outcome {}
  }
}
