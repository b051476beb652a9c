package dev.evenomad.http.settings;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.LeadTimes;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a pilot prefers.
 *
 * @param theme how the app looks
 * @param language ISO 639-1 code of a language that EVE speaks
 * @param defaultCharacterId the character that the app shows first; null if none
 * @param notifications which alerts the pilot wants, and when
 * @param shareActivityStats whether anything may leave the account
 */
@Serdeable.Serializable
@Schema(name = "Settings")
record SettingsView(
    @Schema(ref = "#/components/schemas/Theme") String theme,
    @Schema(ref = "#/components/schemas/Language") String language,
    @Nullable Long defaultCharacterId,
    NotificationsView notifications,
    boolean shareActivityStats) {

  static SettingsView of(UserSettings settings) {
    return new SettingsView(
        settings.theme().name().toLowerCase(Locale.ROOT),
        settings.language().code(),
        settings.defaultCharacter().map(CharacterId::value).orElse(null),
        NotificationsView.of(settings.notifications()),
        settings.shareActivityStats());
  }

  /**
   * How long before something ends the pilot wants to know.
   *
   * @param queueEndingMinutes before the skill queue runs out; null: not before
   * @param extractorEndingMinutes before the programme of an extractor ends; null: not before
   */
  @Serdeable.Serializable
  @Schema(name = "LeadTimes")
  record LeadTimesView(@Nullable Long queueEndingMinutes, @Nullable Long extractorEndingMinutes) {

    static LeadTimesView of(LeadTimes leadTimes) {
      return new LeadTimesView(
          leadTimes.queueEnding().map(Duration::toMinutes).orElse(null),
          leadTimes.extractorEnding().map(Duration::toMinutes).orElse(null));
    }
  }

  /**
   * Which alerts a pilot wants, and when.
   *
   * @param skillComplete skill training complete
   * @param marketOrders market orders filled or expired
   * @param industryJobs industry jobs complete
   * @param piExtractors planetary extractors depleted
   * @param eveMail EVE mail received
   * @param mutedCharacterIds characters about which nothing is told but what concerns their grant
   * @param quietHours when the phone stays silent; null: never
   * @param leadTimes how long before something ends
   * @param digest whether what is learned of a character at the same moment, and is of one kind,
   *     makes one push
   */
  @Serdeable.Serializable
  @Schema(name = "NotificationSettings")
  record NotificationsView(
      boolean skillComplete,
      boolean marketOrders,
      boolean industryJobs,
      boolean piExtractors,
      boolean eveMail,
      List<Long> mutedCharacterIds,
      @Nullable QuietHoursView quietHours,
      LeadTimesView leadTimes,
      boolean digest) {

    static NotificationsView of(NotificationPreferences preferences) {
      return new NotificationsView(
          preferences.skillComplete(),
          preferences.marketOrders(),
          preferences.industryJobs(),
          preferences.piExtractors(),
          preferences.eveMail(),
          preferences.muted().stream().map(CharacterId::value).sorted().toList(),
          preferences.quietHours().map(QuietHoursView::of).orElse(null),
          LeadTimesView.of(preferences.leadTimes()),
          preferences.digest());
    }
  }
}
