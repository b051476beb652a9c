package dev.evenomad.domain.settings;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import java.util.Optional;

/** The settings of all users. Implementations are thread-safe and join transactions. */
public interface AllSettings {

  /** The settings of a user; empty if there is no such user. */
  Optional<UserSettings> find(UserId user);

  /**
   * Stores new settings.
   *
   * @throws ConflictException at the latest when the transaction commits, if the user has settings
   *     already or does not exist
   */
  void add(UserSettings settings);

  /**
   * Stores changed settings if their version is still the stored one; at most once per transaction.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the settings are gone
   */
  void save(UserSettings settings);
}
