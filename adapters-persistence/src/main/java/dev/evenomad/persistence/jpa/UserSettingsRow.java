package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.LeadTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "user_settings")
class UserSettingsRow implements VersionedRow {

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "theme")
  private String theme;

  @Column(name = "default_character_id")
  private @Nullable Long defaultCharacterId;

  @Column(name = "language")
  private String language;

  @Column(name = "notify_skill_complete")
  private boolean notifySkillComplete;

  @Column(name = "notify_market_orders")
  private boolean notifyMarketOrders;

  @Column(name = "notify_industry_jobs")
  private boolean notifyIndustryJobs;

  @Column(name = "notify_pi_extractors")
  private boolean notifyPiExtractors;

  @Column(name = "notify_eve_mail")
  private boolean notifyEveMail;

  @Column(name = "muted_characters")
  @Convert(converter = BigintArrayConverter.class)
  private List<Long> mutedCharacters;

  @Column(name = "quiet_from")
  private @Nullable LocalTime quietFrom;

  @Column(name = "quiet_to")
  private @Nullable LocalTime quietTo;

  @Column(name = "quiet_zone")
  private @Nullable String quietZone;

  @Column(name = "queue_ending_lead_minutes")
  private @Nullable Integer queueEndingLeadMinutes;

  @Column(name = "extractor_ending_lead_minutes")
  private @Nullable Integer extractorEndingLeadMinutes;

  @Column(name = "digest")
  private boolean digest;

  @Column(name = "share_activity_stats")
  private boolean shareActivityStats;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version
  @Column(name = "version")
  private long version;

  UserSettingsRow() {}

  static UserSettingsRow from(UserSettings settings) {
    UserSettingsRow row = new UserSettingsRow();
    row.id = settings.id();
    row.apply(settings);
    return row;
  }

  void apply(UserSettings settings) {
    NotificationPreferences notifications = settings.notifications();
    userId = settings.user().value();
    theme = Codes.of(settings.theme());
    defaultCharacterId = settings.defaultCharacter().map(CharacterId::value).orElse(null);
    language = settings.language().code();
    notifySkillComplete = notifications.skillComplete();
    notifyMarketOrders = notifications.marketOrders();
    notifyIndustryJobs = notifications.industryJobs();
    notifyPiExtractors = notifications.piExtractors();
    notifyEveMail = notifications.eveMail();
    mutedCharacters = notifications.muted().stream().map(CharacterId::value).sorted().toList();
    quietFrom = notifications.quietHours().map(QuietHours::from).orElse(null);
    quietTo = notifications.quietHours().map(QuietHours::to).orElse(null);
    quietZone = notifications.quietHours().map(quiet -> quiet.zone().getId()).orElse(null);
    queueEndingLeadMinutes = minutes(notifications.leadTimes().queueEnding());
    extractorEndingLeadMinutes = minutes(notifications.leadTimes().extractorEnding());
    digest = notifications.digest();
    shareActivityStats = settings.shareActivityStats();
    createdAt = settings.createdAt();
    updatedAt = settings.updatedAt();
  }

  UserSettings toDomain() {
    return new UserSettings(
        id,
        new UserId(userId),
        Codes.parse(Theme.class, theme),
        Codes.parse(Language.class, language),
        Optional.ofNullable(defaultCharacterId).map(CharacterId::new),
        new NotificationPreferences(
            notifySkillComplete,
            notifyMarketOrders,
            notifyIndustryJobs,
            notifyPiExtractors,
            notifyEveMail,
            mutedCharacters.stream().map(CharacterId::new).collect(Collectors.toSet()),
            quietHours(),
            new LeadTimes(lead(queueEndingLeadMinutes), lead(extractorEndingLeadMinutes)),
            digest),
        shareActivityStats,
        createdAt,
        updatedAt,
        version);
  }

  private static @Nullable Integer minutes(Optional<Duration> lead) {
    return lead.map(before -> Math.toIntExact(before.toMinutes())).orElse(null);
  }

  private static Optional<Duration> lead(@Nullable Integer minutes) {
    return Optional.ofNullable(minutes).map(Duration::ofMinutes);
  }

  private Optional<QuietHours> quietHours() {
    return quietFrom == null || quietTo == null || quietZone == null
        ? Optional.empty()
        : Optional.of(new QuietHours(quietFrom, quietTo, ZoneId.of(quietZone)));
  }

  @Override
  public long version() {
    return version;
  }
}
