package dev.evenomad.domain.settings;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import java.util.Optional;

/**
 * What to change in settings; what is empty stays.
 *
 * @param defaultCharacter an empty {@code Optional} inside means: none from now on
 */
public record SettingsChange(
    Optional<Theme> theme,
    Optional<Language> language,
    Optional<Optional<CharacterId>> defaultCharacter,
    Optional<NotificationPreferences> notifications,
    Optional<Boolean> shareActivityStats) {

  /** Changes nothing. */
  public static final SettingsChange NONE =
      new SettingsChange(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** This change, and also another default character. */
  public SettingsChange withDefaultCharacter(Optional<CharacterId> character) {
    return new SettingsChange(
        theme, language, Optional.of(character), notifications, shareActivityStats);
  }
}
