package dev.evenomad.domain.settings;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a pilot prefers; exactly one for each user. Immutable; every verb returns a new value.
 *
 * @param id identifies the record
 * @param defaultCharacter what the app shows first; one of the user's own, or empty
 * @param shareActivityStats whether anything may leave the account
 * @param updatedAt when they last changed; never before {@code createdAt}, as which an earlier time
 *     is taken, because servers' clocks differ a little
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

  /** EVE's own clock. Not {@link java.time.ZoneOffset#UTC}, whose name is shown as Z. */
  private static final ZoneId EVE_TIME = ZoneId.of("UTC");

  public UserSettings {
    Ids.require("settings", id);
    updatedAt = updatedAt.isBefore(createdAt) ? createdAt : updatedAt;
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

  /** Writes alerts for this pilot; times as on the clock of the quiet hours, without them EVE's. */
  public AlertTexts alertTexts() {
    ZoneId zone = notifications.quietHours().map(QuietHours::zone).orElse(EVE_TIME);
    return AlertTexts.in(language, zone);
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

  /**
   * These settings without {@code gone} as default or muted character; unchanged if it is neither.
   */
  public UserSettings withoutCharacter(CharacterId gone, Instant now) {
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(defaultCharacter.filter(known -> !known.equals(gone))),
            Optional.of(notifications.withoutCharacter(gone)),
            Optional.empty());
    UserSettings without = with(change, updatedAt);
    return without.equals(this) ? this : with(change, now);
  }
}
