package dev.evenomad.http.settings;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.http.request.Input;
import java.util.Optional;

/**
 * What to change in settings, as a JSON merge patch (RFC 7396): an absent member stays.
 *
 * @param theme how the app looks
 * @param language ISO 639-1 code of a language that EVE speaks
 * @param defaultCharacterId the character that the app shows first, one of the account's own; null:
 *     none from now on
 * @param notifications which alerts the pilot wants, and when; absent members stay
 * @param shareActivityStats whether anything may leave the account
 */
record SettingsPatch(
    Optional<Theme> theme,
    Optional<Language> language,
    Optional<Optional<CharacterId>> defaultCharacterId,
    Optional<NotificationsPatch> notifications,
    Optional<Boolean> shareActivityStats) {

  static SettingsPatch read(Input body) {
    body.only("theme", "language", "defaultCharacterId", "notifications", "shareActivityStats");
    return new SettingsPatch(
        body.member("theme").map(theme -> theme.oneOf(Theme.class)),
        body.member("language").map(language -> language.oneOf(Language.class)),
        body.clearable("defaultCharacterId", id -> new CharacterId(id.id())),
        body.member("notifications").map(NotificationsPatch::read),
        body.member("shareActivityStats").map(Input::flag));
  }

  /** The change that makes of {@code known} what was asked for. */
  SettingsChange of(UserSettings known) {
    return new SettingsChange(
        theme,
        language,
        defaultCharacterId,
        notifications.map(patch -> patch.appliedTo(known.notifications())),
        shareActivityStats);
  }
}
