package dev.evenomad.application.settings;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.UserSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads and changes what a pilot prefers. Thread-safe. */
public final class Preferences {

  private final AllSettings settings;
  private final Characters characters;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public Preferences(
      AllSettings settings, Characters characters, Transactions transactions, Clock clock) {
    this.settings = settings;
    this.characters = characters;
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
          Optional<CharacterId> foreign = foreign(user, change);
          if (foreign.isPresent()) {
            return new Outcome.NotYourCharacter(foreign.get());
          }
          UserSettings changed = known.get().with(change, clock.instant());
          settings.save(changed);
          return new Outcome.Changed(changed);
        });
  }

  private Optional<CharacterId> foreign(UserId user, SettingsChange change) {
    Set<CharacterId> own =
        characters.ofUser(user).stream()
            .map(character -> character.characterId())
            .collect(Collectors.toSet());
    return change.defaultCharacter().flatMap(wish -> wish).filter(wish -> !own.contains(wish));
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
