package dev.evenomad.domain.settings;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.notification.NotificationPreferences;
import java.time.Instant;
import java.util.Optional;

/**
 * What a pilot prefers; exactly one for each user. Immutable; every verb returns a new value.
 *
 * @param id identifies the record
 * @param defaultCharacter what the app shows first; one of the user's own, or empty
 * @param shareActivityStats whether anything may leave the account
 * @param version counts the stored changes; 0 if it was never stored
 */
public record UserSettings(
    String id,
    UserId user,
    Theme theme,
    Language language,
    Optional<CharacterId> defaultCharacter,
    NotificationPreferences notifications,
    boolean shareActivityStats,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  public UserSettings {
    Ids.require("settings", id);
    if (updatedAt.isBefore(createdAt)) {
      throw new IllegalArgumentException("settings cannot have changed before they were created");
    }
  }

  /** What every user begins with. */
  public static UserSettings defaults(String id, UserId user, Instant now) {
    return new UserSettings(
        id,
        user,
        Theme.DARK,
        Language.EN,
        Optional.empty(),
        NotificationPreferences.DEFAULT,
        false,
        now,
        now,
        0);
  }

  /** These settings with the changes; what is empty in them stays. */
  public UserSettings with(SettingsChange change, Instant now) {
    return new UserSettings(
        id,
        user,
        change.theme().orElse(theme),
        change.language().orElse(language),
        change.defaultCharacter().orElse(defaultCharacter),
        change.notifications().orElse(notifications),
        change.shareActivityStats().orElse(shareActivityStats),
        createdAt,
        now,
        version);
  }

  /** These settings without {@code gone} in them; unchanged if it is not. */
  public UserSettings withoutCharacter(CharacterId gone, Instant now) {
    return defaultCharacter.filter(gone::equals).isPresent()
        ? with(SettingsChange.NONE.withDefaultCharacter(Optional.empty()), now)
        : this;
  }
}
