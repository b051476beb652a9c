package dev.evenomad.persistence.prisma;

import static dev.evenomad.persistence.prisma.Moving.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows as they should be come over whole, column by column. */
@ExtendWith(PostgresExtension.class)
final class WholeRowsIT {

  private static final String USER = "cmwtqdskv0000y97dhf424969";
  private static final CharacterId PILOT = new CharacterId(2_112_625_428L);

  /** A time that the clocks of Auckland skip. */
  private static final Instant SKIPPED = Instant.parse("2025-09-28T02:30:00.123Z");

  private final Moving moving;

  WholeRowsIT(PostgresServer server) {
    this.moving = new Moving(server);
  }

  @BeforeEach
  void userOfAServerInAnotherTimeZone() {
    String database = moving.original.url().toString().replaceAll(".*/", "");
    moving.original.execute("ALTER DATABASE " + database + " SET TimeZone = 'Pacific/Auckland'");
    moving.original.execute(
        """
        INSERT INTO "User" VALUES ('%s', 'pilot1@example.com', '2025-09-28 02:30:00.123',
            '2025-10-01 00:00:00.001', 'premium', 'canceled', '2026-03-29 02:30:00', 'cus_1', 'sub_1')
        """
            .formatted(USER));
  }

  @AfterEach
  void close() {
    moving.close();
  }

  @Test
  void users() {
    ImportReport report = moving.run();

    assertThat(moving.stores.users().find(new UserId(USER)))
        .contains(
            new User(
                new UserId(USER),
                Optional.of(new Email("pilot1@example.com")),
                new Subscription(
                    SubscriptionTier.PREMIUM,
                    SubscriptionStatus.CANCELED,
                    Optional.of(Instant.parse("2026-03-29T02:30:00Z")),
                    Optional.of("cus_1"),
                    Optional.of("sub_1")),
                SKIPPED,
                Instant.parse("2025-10-01T00:00:00.001Z"),
                1));
    assertThat(Moving.table(report, "User"))
        .isEqualTo(new ImportReport.Table("User", 1, 1, 0, 0, Map.of(), Map.of()));
    assertThat(moving.findings).isEmpty();
  }

  @Test
  void usersWithTheDefaultsOfTheOriginal() {
    moving.original.addUser("plain");

    moving.run();

    User user = moving.stores.users().find(new UserId("plain")).orElseThrow();
    assertThat(user.subscription()).isEqualTo(Subscription.FREE);
    assertThat(user.email()).isEmpty();
  }

  @Test
  void characters() {
    moving.original.execute(
        """
        INSERT INTO "Character" VALUES ('record-1', 2112625428, 'Ada ''Ä'' Lovelace', 98000001,
            99000001, ?, ?, ?, '2025-09-28 02:30:00.123',
            '{esi-skills.read_skills.v1,esi-skills.read_skillqueue.v1}',
            '2025-09-28 02:30:00.123', '2025-10-02', '2025-10-03 04:05:06.789')
        """,
        USER,
        moving.original.encrypted("the access token"),
        moving.original.encrypted("the refresh token"));

    ImportReport report = moving.run();

    EveCharacter character = moving.stores.characters().find(PILOT).orElseThrow();
    EsiGrant.Valid grant = (EsiGrant.Valid) character.grant();
    assertThat(character)
        .isEqualTo(
            new EveCharacter(
                new CharacterRecordId("record-1"),
                PILOT,
                new CharacterName("Ada 'Ä' Lovelace"),
                new CorporationId(98_000_001),
                Optional.of(new AllianceId(99_000_001)),
                new UserId(USER),
                Optional.empty(),
                new EsiGrant.Valid(
                    grant.accessToken(),
                    grant.refreshToken(),
                    SKIPPED,
                    SyncKind.SKILLS.neededScopes()),
                SKIPPED,
                Instant.parse("2025-10-02T00:00:00Z"),
                Optional.of(Instant.parse("2025-10-03T04:05:06.789Z")),
                1));
    assertThat(moving.vault.open(PILOT, TokenField.ACCESS_TOKEN, grant.accessToken()))
        .isEqualTo(Secret.of("the access token"));
    assertThat(moving.vault.open(PILOT, TokenField.REFRESH_TOKEN, grant.refreshToken()))
        .isEqualTo(Secret.of("the refresh token"));
    assertThat(Moving.table(report, "Character"))
        .isEqualTo(new ImportReport.Table("Character", 1, 1, 0, 0, Map.of(), Map.of()));
  }

  @Test
  void whatPilotsAgreedToIsReadForTheFirstTimeOneAfterTheOther() {
    List<Set<SyncKind>> agreed =
        List.of(
            EnumSet.allOf(SyncKind.class),
            Set.of(),
            EnumSet.of(SyncKind.MAIL, SyncKind.INDUSTRY_JOBS),
            EnumSet.allOf(SyncKind.class));
    for (int i = 0; i < agreed.size(); i++) {
      moving.original.addCharacter("record-" + i, 90_000_001 + i, USER);
      moving.original.execute(
          "UPDATE \"Character\" SET scopes = string_to_array(?, ' ') WHERE id = ?",
          scopes(agreed.get(i)).toString(),
          "record-" + i);
    }

    moving.run();

    int readings = 0;
    for (int i = 0; i < agreed.size(); i++) {
      CharacterId id = new CharacterId(90_000_001 + i);
      for (SyncKind kind : SyncKind.values()) {
        boolean readable = agreed.get(i).contains(kind);
        SyncState begun = SyncState.start(id, kind, NOW.plusMillis(20L * readings));
        assertThat(moving.stores.syncStates().find(id, kind).orElseThrow())
            .usingRecursiveComparison()
            .ignoringFields("version")
            .isEqualTo(readable ? begun : begun.parked());
        assertThat(moving.stores.plannedFor(new DueWork.Sync(id, kind)))
            .isEqualTo(readable ? begun.nextPoll() : Optional.empty());
        readings += readable ? 1 : 0;
      }
    }
    assertThat(moving.stores.count("SELECT count(*) FROM snapshot"))
        .as("the first one is a baseline")
        .isZero();
  }

  private static Scopes scopes(Set<SyncKind> kinds) {
    return kinds.stream().map(SyncKind::neededScopes).reduce(Scopes.NONE, Scopes::and);
  }

  @Test
  void settings() {
    moving.original.addCharacter("record-1", PILOT.value(), USER);
    moving.original.execute(
        """
        INSERT INTO "UserSettings" VALUES ('settings-1', ?, 'light', 2112625428, 'de',
            false, false, true, true, false, true, '2025-09-28 02:30:00.123', '2025-10-04')
        """,
        USER);

    ImportReport report = moving.run();

    assertThat(moving.stores.settings().find(new UserId(USER)))
        .contains(
            new UserSettings(
                "settings-1",
                new UserId(USER),
                Theme.LIGHT,
                Language.DE,
                Optional.of(PILOT),
                new NotificationPreferences(
                    false, false, true, true, false, Set.of(), Optional.empty()),
                true,
                SKIPPED,
                Instant.parse("2025-10-04T00:00:00Z"),
                1));
    assertThat(report.defaultSettings()).isZero();
  }

  @Test
  void everySwitchOfTheSettingsIsItsOwn() {
    for (String column :
        new String[] {
          "notifySkillComplete",
          "notifyMarketOrders",
          "notifyIndustryJobs",
          "notifyPIExtractors",
          "notifyEveMail",
          "shareActivityStats"
        }) {
      moving.original.addUser(column);
      moving.original.execute(
          """
          INSERT INTO "UserSettings" (id, "userId", "notifySkillComplete", "notifyMarketOrders",
              "notifyIndustryJobs", "notifyPIExtractors", "notifyEveMail", "shareActivityStats",
              "updatedAt")
          SELECT c, c, c = 'notifySkillComplete', c = 'notifyMarketOrders',
              c = 'notifyIndustryJobs', c = 'notifyPIExtractors', c = 'notifyEveMail',
              c = 'shareActivityStats', now() FROM (SELECT ? AS c) s
          """,
          column);
    }

    moving.run();

    assertThat(preferences("notifySkillComplete"))
        .isEqualTo(switches(true, false, false, false, false));
    assertThat(preferences("notifyMarketOrders"))
        .isEqualTo(switches(false, true, false, false, false));
    assertThat(preferences("notifyIndustryJobs"))
        .isEqualTo(switches(false, false, true, false, false));
    assertThat(preferences("notifyPIExtractors"))
        .isEqualTo(switches(false, false, false, true, false));
    assertThat(preferences("notifyEveMail")).isEqualTo(switches(false, false, false, false, true));
    assertThat(settings("shareActivityStats").shareActivityStats()).isTrue();
    assertThat(settings("notifyEveMail").shareActivityStats()).isFalse();
  }

  private UserSettings settings(String user) {
    return moving.stores.settings().find(new UserId(user)).orElseThrow();
  }

  private NotificationPreferences preferences(String user) {
    return settings(user).notifications();
  }

  private static NotificationPreferences switches(
      boolean skills, boolean orders, boolean industry, boolean extractors, boolean mail) {
    return new NotificationPreferences(
        skills, orders, industry, extractors, mail, Set.of(), Optional.empty());
  }

  @Test
  void settingsThatAUserHasNotAreTheDefaults() {
    ImportReport report = moving.run();

    assertThat(report.defaultSettings()).isEqualTo(1);
    UserSettings settings = settings(USER);
    assertThat(settings)
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(UserSettings.defaults(settings.id(), new UserId(USER), NOW));
    assertThat(settings.id()).matches("c[0-9a-z]{24}");
  }

  @Test
  void sessions() {
    moving.original.execute(
        """
        INSERT INTO "Session" VALUES ('session-1', ?, ?, '2025-10-05 02:30:00.123',
            '2025-09-28 02:30:00.123', 'ios', ?)
        """,
        USER,
        Secret.of("the JWT").digest().hex(),
        "push:token\\with~everything");

    moving.run();

    assertThat(moving.stores.sessions().find(new SessionId("session-1")))
        .contains(
            new Session(
                new SessionId("session-1"),
                new UserId(USER),
                Secret.of("the JWT").digest(),
                Optional.empty(),
                SKIPPED,
                SKIPPED,
                Instant.parse("2025-10-05T02:30:00.123Z"),
                Optional.of(
                    new Device(
                        DeviceType.IOS, Optional.of(new PushToken("push:token\\with~everything")))),
                1));
  }

  @Test
  void sessionsAreFoundByTheirTokenWhetherItsDigestWasKeptOrTheTokenItself() {
    moving.original.addSession(
        "digest", USER, Secret.of("jwt-1").digest().hex().toUpperCase(Locale.ROOT));
    moving.original.addSession("whole", USER, "eyJhbGciOiJIUzI1NiJ9.e30.c2ln");

    moving.run();

    assertThat(moving.stores.sessions().findByToken(Secret.of("jwt-1").digest()))
        .map(session -> session.id().value())
        .contains("digest");
    assertThat(
            moving
                .stores
                .sessions()
                .findByToken(Secret.of("eyJhbGciOiJIUzI1NiJ9.e30.c2ln").digest()))
        .map(session -> session.id().value())
        .contains("whole");
  }

  @Test
  void notifications() {
    moving.original.execute(
        """
        INSERT INTO "NotificationLog" VALUES
            ('read', ?, 2112625428, 'eve_mail_received', 'Title', 'Body 🚀', '{"mailId": 7}', 'read',
                '2025-09-28 02:30:00.123', '2025-09-29', NULL, '2025-09-28 02:30:00'),
            ('failed', ?, NULL, 'pi_extractor_expired', 'Title', '', NULL, 'failed', NULL, NULL,
                'no device', '2025-09-28 02:30:00')
        """,
        USER,
        USER);

    moving.run();

    assertThat(notification("read"))
        .isEqualTo(
            new Notification(
                new NotificationId("read"),
                new UserId(USER),
                Optional.of(PILOT),
                NotificationKind.EVE_MAIL_RECEIVED,
                "Title",
                "Body 🚀",
                new JsonObject(Map.of("mailId", JsonValue.of(7))),
                NotificationStatus.READ,
                Optional.of(SKIPPED),
                Optional.of(Instant.parse("2025-09-29T00:00:00Z")),
                Optional.empty(),
                new DedupKey("request:read"),
                Instant.parse("2025-09-28T02:30:00Z"),
                1));
    assertThat(notification("failed"))
        .isEqualTo(
            new Notification(
                new NotificationId("failed"),
                new UserId(USER),
                Optional.empty(),
                NotificationKind.PI_EXTRACTOR_EXPIRED,
                "Title",
                "",
                JsonObject.EMPTY,
                NotificationStatus.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.of("no device"),
                new DedupKey("request:failed"),
                Instant.parse("2025-09-28T02:30:00Z"),
                1));
    assertThat(moving.findings).isEmpty();
  }

  @Test
  void notificationsOfEveryTypeAndStatusOfTheOriginal() {
    for (String type :
        new String[] {
          "skill_complete",
          "market_order_filled",
          "industry_job_complete",
          "pi_extractor_expired",
          "eve_mail_received"
        }) {
      moving.original.execute(
          """
          INSERT INTO "NotificationLog" (id, "userId", type, title, body, status, "sentAt")
          VALUES ($1, $2, $1, 't', 'b', 'sent', '2026-01-01')
          """
              .replace("$1", "'" + type + "'")
              .replace("$2", "'" + USER + "'"));
    }

    moving.run();

    assertThat(notification("skill_complete").kind()).isEqualTo(NotificationKind.SKILL_COMPLETE);
    assertThat(notification("market_order_filled").kind())
        .isEqualTo(NotificationKind.MARKET_ORDER_FILLED);
    assertThat(notification("industry_job_complete").kind())
        .isEqualTo(NotificationKind.INDUSTRY_JOB_COMPLETE);
    assertThat(notification("pi_extractor_expired").status()).isEqualTo(NotificationStatus.SENT);
    assertThat(moving.findings).isEmpty();
  }

  private Notification notification(String id) {
    return moving.stores.notifications().find(new NotificationId(id)).orElseThrow();
  }

  @Test
  void jobs() {
    moving.original.execute(
        """
        INSERT INTO "Job" VALUES
            ('done', 'sync-skills', '2112625428', 'completed', 5, '{"a": 1.50}', 'null', NULL,
                '2025-09-28 02:30:00', '2025-09-28 02:30:00.123', '2025-09-29'),
            ('failed', 'sync-market-orders', NULL, 'failed', -1, 'null', NULL, 'ESI was down',
                '2025-09-28 02:30:00', NULL, '2025-09-29')
        """);

    moving.run();

    assertThat(job("done"))
        .isEqualTo(
            new Job(
                new JobId("done"),
                JobType.SYNC_SKILLS,
                Optional.of(PILOT),
                JobStatus.COMPLETED,
                5,
                Optional.of(
                    new JsonObject(
                        Map.of("a", new JsonValue.JsonNumber(new java.math.BigDecimal("1.5"))))),
                Optional.of(JsonNull.NULL),
                Optional.empty(),
                Instant.parse("2025-09-28T02:30:00Z"),
                Optional.of(SKIPPED),
                Optional.of(Instant.parse("2025-09-29T00:00:00Z")),
                1,
                1));
    assertThat(job("failed"))
        .isEqualTo(
            new Job(
                new JobId("failed"),
                JobType.SYNC_MARKET_ORDERS,
                Optional.empty(),
                JobStatus.FAILED,
                -1,
                Optional.of(JsonNull.NULL),
                Optional.empty(),
                Optional.of("ESI was down"),
                Instant.parse("2025-09-28T02:30:00Z"),
                Optional.empty(),
                Optional.of(Instant.parse("2025-09-29T00:00:00Z")),
                0,
                1));
    assertThat(moving.findings).isEmpty();
  }

  @Test
  void jobsOfEveryTypeOfTheOriginal() {
    for (String type :
        new String[] {
          "token-refresh",
          "sync-skills",
          "sync-mail",
          "sync-market-orders",
          "sync-industry-jobs",
          "sync-planets"
        }) {
      moving.original.execute(
          """
          INSERT INTO "Job" (id, "jobType", status, "completedAt")
          SELECT t, t, 'completed', now() FROM (SELECT ? AS t) s
          """,
          type);
    }

    moving.run();

    assertThat(moving.findings).isEmpty();
    assertThat(job("token-refresh").type()).isEqualTo(JobType.TOKEN_REFRESH);
    assertThat(job("sync-planets").type()).isEqualTo(JobType.SYNC_PLANETS);
  }

  private Job job(String id) {
    return moving.stores.jobs().find(new JobId(id)).orElseThrow();
  }

  @Test
  void cachedData() {
    moving.original.execute(
        """
        INSERT INTO "CachedData" VALUES
            ('cached-1', 'esi:universe:types:34', '{"name": "Tritanium"}', '2025-09-28 02:30:00.123',
                '2025-09-27'),
            ('cached-2', 'esi:status', 'null', '2025-09-28', '2025-09-27')
        """);

    ImportReport report = moving.run();

    CacheKey key = new CacheKey("universe", "types", "34");
    assertThat(moving.stores.cache().find(key))
        .contains(
            new CachedData(
                key,
                new JsonObject(Map.of("name", JsonValue.of("Tritanium"))),
                Optional.empty(),
                SKIPPED,
                Instant.parse("2025-09-27T00:00:00Z")));
    assertThat(Moving.table(report, "CachedData").taken()).isEqualTo(2);
    assertThat(moving.stores.count("SELECT count(*) FROM cached_data WHERE id = 'cached-2'"))
        .isEqualTo(1);
  }
}
