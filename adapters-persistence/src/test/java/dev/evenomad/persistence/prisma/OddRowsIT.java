package dev.evenomad.persistence.prisma;

import static dev.evenomad.persistence.prisma.Moving.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
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
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are not as they should be are mended where the meaning is clear, and told of. */
@ExtendWith(PostgresExtension.class)
final class OddRowsIT {

  private final Moving moving;

  OddRowsIT(PostgresServer server) {
    this.moving = new Moving(server);
    moving.original.addUser("user");
  }

  @AfterEach
  void close() {
    moving.close();
  }

  @Test
  void anAddressThatIsNoneCostsTheAddressAndNotTheUser() {
    for (String email : List.of("", "nonsense", "a b@example.com", "x".repeat(300) + "@host")) {
      moving.original.execute(
          "INSERT INTO \"User\" (id, email, \"updatedAt\") SELECT md5(e), e, now() FROM (SELECT ?"
              + " AS e) s",
          email);
    }

    ImportReport report = moving.run();

    assertThat(report.complete()).isTrue();
    assertThat(Moving.table(report, "User").taken()).isEqualTo(5);
    assertThat(Moving.table(report, "User").changes())
        .containsEntry("its e-mail address is none; it has no address", 4L);
    assertThat(moving.findings).hasSize(4).allMatch(Finding::taken);
    assertThat(moving.findings.toString()).doesNotContain("nonsense");
  }

  @Test
  void subscriptionsInOtherWords() {
    String[][] words = {
      {"PREMIUM", "Active"},
      {"premium", "cancelled"},
      {"premium", "trialing"},
      {"gold", "active"},
      {"premium", "?"}
    };
    for (int i = 0; i < words.length; i++) {
      moving.original.execute(
          """
          INSERT INTO "User" (id, "subscriptionTier", "subscriptionStatus", "stripeCustomerId",
              "updatedAt") VALUES (?, ?, ?, ' ' || ?, now())
          """,
          "u" + i,
          words[i][0],
          words[i][1],
          i == 0 ? "" : "cus" + i);
    }

    moving.run();

    assertThat(user("u0").subscription().tier()).isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(user("u0").subscription().stripeCustomerId()).isEmpty();
    assertThat(user("u1").subscription().status()).isEqualTo(SubscriptionStatus.CANCELED);
    assertThat(user("u2").subscription().status()).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(user("u3").subscription().tier()).isEqualTo(SubscriptionTier.FREE);
    assertThat(user("u4").subscription().status()).isEqualTo(SubscriptionStatus.EXPIRED);
    assertThat(moving.findings).map(Finding::id).containsExactlyInAnyOrder("u3", "u4");
  }

  @Test
  void idsThatCannotBeOnesHereAreNewOnesAndStillReferToEachOther() {
    String odd = "ü".repeat(70);
    moving.original.addUser(odd);
    moving.original.addCharacter("a character", 90_000_001, odd);
    moving.original.addSession("", odd, "jwt");
    moving.original.execute(
        """
        INSERT INTO "Job" (id, "jobType", "characterId", status, "completedAt")
        VALUES ('job', 'sync-mail', 'a character', 'completed', now())
        """);

    ImportReport report = moving.run();

    assertThat(report.complete()).isTrue();
    Session session = moving.stores.sessions().findByToken(Secret.of("jwt").digest()).orElseThrow();
    EveCharacter character =
        moving.stores.characters().find(new CharacterId(90_000_001)).orElseThrow();
    assertThat(session.user()).isEqualTo(character.user());
    assertThat(moving.stores.users().find(session.user())).isPresent();
    assertThat(job("job").character()).contains(character.characterId());
    assertThat(moving.findings)
        .allMatch(Finding::taken)
        .map(Finding::id)
        .containsExactlyInAnyOrder(
            "\\u00fc".repeat(14).substring(0, 84) + "...", "a character", "");
  }

  @Test
  void timesBeyondAnyCalendarAreTheNearestThatIsInIt() {
    moving.original.execute(
        """
        INSERT INTO "User" (id, "createdAt", "updatedAt", "subscriptionEndsAt")
        VALUES ('odd', '-infinity', '0044-03-15 BC', 'infinity')
        """);

    moving.run();

    User user = user("odd");
    assertThat(user.createdAt()).isEqualTo(Instant.parse("1970-01-01T00:00:00Z"));
    assertThat(user.updatedAt()).isEqualTo(user.createdAt());
    assertThat(user.subscription().endsAt()).contains(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(moving.findings).hasSize(3);
  }

  @Test
  void tokensThatCannotBeDecryptedCostTheGrantAndNotTheCharacter() {
    moving.original.addCharacter("good", 90_000_001, "user");
    moving.original.addCharacter("plain", 90_000_002, "user");
    moving.original.addCharacter("other", 90_000_003, "user");
    moving.original.execute(
        "UPDATE \"Character\" SET \"accessToken\" = 'mock_access_token' WHERE id = 'plain'");
    moving.original.execute(
        "UPDATE \"Character\" SET \"refreshToken\" = ?, scopes = '{esi-skills.read_skills.v1}'"
            + " WHERE id = 'other'",
        new OriginalEncryption("another key").encrypt("secret refresh token"));

    ImportReport report = moving.run();

    assertThat(character(90_000_001).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(character(90_000_002).grant())
        .isEqualTo(new EsiGrant.NeedsReauthorization(Scopes.NONE, NOW));
    assertThat(character(90_000_003).grant())
        .isEqualTo(
            new EsiGrant.NeedsReauthorization(Scopes.parse("esi-skills.read_skills.v1"), NOW));
    CharacterId parked = new CharacterId(90_000_002);
    assertThat(moving.stores.syncStates().find(parked, SyncKind.SKILLS).orElseThrow().nextDue())
        .isEmpty();
    assertThat(moving.stores.plannedFor(new DueWork.Sync(parked, SyncKind.SKILLS))).isEmpty();
    assertThat(report.complete()).isTrue();
    assertThat(moving.findings).containsExactlyInAnyOrder(unreadable("plain"), unreadable("other"));
  }

  private static Finding unreadable(String id) {
    return new Finding(
        "Character",
        id,
        true,
        "its tokens cannot be decrypted; its pilot has to sign in with it again");
  }

  @Test
  void scopesInWhateverWayTheyWereKept() {
    moving.original.addCharacter("none", 90_000_001, "user");
    moving.original.addCharacter("one-text", 90_000_002, "user");
    moving.original.addCharacter("odd", 90_000_003, "user");
    moving.original.execute(
        """
        UPDATE "Character" SET scopes = ARRAY['esi-skills.read_skills.v1 esi-skills.read_skillqueue.v1']
        WHERE id = 'one-text'
        """);
    moving.original.execute(
        """
        UPDATE "Character" SET scopes = ARRAY[NULL, '', 'a"b', 'publicData', 'publicData', 'b,c{}']
        WHERE id = 'odd'
        """);

    moving.run();

    assertThat(character(90_000_001).grant().scopes()).isEqualTo(Scopes.NONE);
    assertThat(character(90_000_002).grant().scopes()).isEqualTo(SyncKind.SKILLS.neededScopes());
    assertThat(character(90_000_003).grant().scopes()).isEqualTo(Scopes.parse("publicData b,c{}"));
    assertThat(moving.findings).map(Finding::id).containsExactly("odd");
  }

  @Test
  void charactersWithOddNamesAndNumbers() {
    moving.original.addCharacter("long", 90_000_001, "user");
    moving.original.addCharacter("blank", 90_000_002, "user");
    moving.original.addCharacter("no-alliance", 90_000_003, "user");
    moving.original.addCharacter("negative", -5, "user");
    moving.original.addCharacter("no-corporation", 90_000_004, "user");
    String name = "n".repeat(99) + "🚀";
    moving.original.execute(
        "UPDATE \"Character\" SET \"characterName\" = ? WHERE id = 'long'", name);
    moving.original.execute(
        "UPDATE \"Character\" SET \"characterName\" = E'\\n ' WHERE id = 'blank'");
    moving.original.execute("UPDATE \"Character\" SET \"allianceId\" = 0 WHERE id = 'no-alliance'");
    moving.original.execute(
        "UPDATE \"Character\" SET \"corporationId\" = 0 WHERE id = 'no-corporation'");

    ImportReport report = moving.run();

    assertThat(character(90_000_001).name().value()).isEqualTo("n".repeat(99));
    assertThat(character(90_000_002).name().value()).isEqualTo("Character 90000002");
    assertThat(character(90_000_003).alliance()).isEmpty();
    assertThat(moving.findings)
        .filteredOn(finding -> !finding.taken())
        .containsExactlyInAnyOrder(
            new Finding("Character", "negative", false, "its characterId is not positive"),
            new Finding("Character", "no-corporation", false, "its corporationId is not positive"));
    assertThat(report.complete()).isFalse();
    assertThat(Moving.table(report, "Character").notTaken()).isEqualTo(2);
    assertThat(Moving.table(report, "Character").taken()).isEqualTo(3);
  }

  @Test
  void settingsInOtherWords() {
    moving.original.addUser("two");
    moving.original.addCharacter("lost", -1, "user");
    moving.original.addCharacter("foreign", 90_000_001, "two");
    moving.original.execute(
        """
        INSERT INTO "UserSettings" (id, "userId", theme, language, "defaultCharacterId", "updatedAt")
        VALUES ('s1', 'user', 'AUTO', 'pt-BR', 90000001, now()), ('s2', 'two', 'solarized', 'de_AT',
            -1, now())
        """);

    moving.run();

    UserSettings one = settings("user");
    assertThat(one.theme()).isEqualTo(Theme.AUTO);
    assertThat(one.language()).isEqualTo(Language.EN);
    assertThat(one.defaultCharacter()).as("somebody else's").isEmpty();
    UserSettings two = settings("two");
    assertThat(two.theme()).isEqualTo(Theme.DARK);
    assertThat(two.language()).isEqualTo(Language.DE);
    assertThat(two.defaultCharacter()).isEmpty();
    assertThat(moving.findings).filteredOn(f -> f.table().equals("UserSettings")).hasSize(4);
  }

  @Test
  void ofSessionsThatShareAPushTokenTheOneThatLivesLongestKeepsIt() {
    for (int day : new int[] {3, 9, 5}) {
      moving.original.addSession("until-" + day, "user", "jwt-" + day);
      moving.original.execute(
          """
          UPDATE "Session" SET "deviceToken" = 'phone', "deviceType" = 'android',
              "expiresAt" = '2026-01-0%d' WHERE id = 'until-%d'
          """
              .formatted(day, day));
    }

    ImportReport report = moving.run();

    assertThat(session("until-9").pushToken()).contains(new PushToken("phone"));
    assertThat(session("until-3").device())
        .contains(new Device(DeviceType.ANDROID, Optional.empty()));
    assertThat(session("until-5").pushToken()).isEmpty();
    assertThat(Moving.table(report, "Session").changes())
        .containsOnly(java.util.Map.entry("another session has its push token; it has none", 2L));
  }

  @Test
  void devicesInOtherWords() {
    String[][] devices = {
      {"iOS", "t1"}, {"toaster", "t2"}, {null, "t3"}, {"web", "two words"}, {"web", null}
    };
    for (int i = 0; i < devices.length; i++) {
      moving.original.addSession("s" + i, "user", "jwt-" + i);
      moving.original.execute(
          "UPDATE \"Session\" SET \"deviceType\" = ?, \"deviceToken\" = ? WHERE id = 's" + i + "'",
          devices[i]);
    }

    moving.run();

    assertThat(session("s0").device()).contains(on(DeviceType.IOS, "t1"));
    assertThat(session("s1").device()).contains(on(DeviceType.ANDROID, "t2"));
    assertThat(session("s2").device()).contains(on(DeviceType.ANDROID, "t3"));
    assertThat(session("s3").device()).contains(new Device(DeviceType.WEB, Optional.empty()));
    assertThat(session("s4").device()).contains(new Device(DeviceType.WEB, Optional.empty()));
    assertThat(moving.findings).map(Finding::id).containsExactlyInAnyOrder("s1", "s1", "s2", "s3");
  }

  private static Device on(DeviceType type, String token) {
    return new Device(type, Optional.of(new PushToken(token)));
  }

  @Test
  void sessionsWithOddTokensAndTimes() {
    moving.original.addSession("digest", "user", Secret.of("jwt").digest().hex());
    moving.original.addSession("same-token", "user", "jwt");
    moving.original.addSession("blank", "user", " ");
    moving.original.addSession("backwards", "user", "jwt-2");
    moving.original.execute(
        "UPDATE \"Session\" SET \"createdAt\" = '2026-02-01' WHERE id = 'backwards'");

    moving.run();

    assertThat(session("backwards").createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(moving.findings)
        .filteredOn(finding -> !finding.taken())
        .map(Finding::reason)
        .containsExactlyInAnyOrder("it has no token", "another session here has the same token");
  }

  @Test
  void notificationsWhoseTimesDoNotFitTheirStatus() {
    String[] rows = {
      "'pending', NULL, NULL, NULL",
      "'sent', NULL, NULL, NULL",
      "'read', NULL, '2026-01-03', NULL",
      "'read', '2026-01-02', NULL, 'was refused once'",
      "'failed', '2026-01-02', NULL, NULL",
      "'DELIVERED', '2026-01-02', NULL, NULL",
      "'sent', '2026-01-02', '2026-01-03', NULL"
    };
    for (int i = 0; i < rows.length; i++) {
      moving.original.execute(
          """
          INSERT INTO "NotificationLog" (id, "userId", type, title, body, "createdAt", status,
              "sentAt", "readAt", error)
          VALUES ('n%d', 'user', 'Skill-Complete', '', 'b', '2026-01-01', %s)
          """
              .formatted(i, rows[i]));
    }

    ImportReport report = moving.run();

    assertThat(report.complete()).isTrue();
    assertThat(notification("n0").status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(notification("n0").error()).contains("not sent before the move");
    assertThat(notification("n1").sentAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(notification("n2").sentAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(notification("n2").readAt()).contains(Instant.parse("2026-01-03T00:00:00Z"));
    assertThat(notification("n3").readAt()).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(notification("n4").error()).contains("no reason was kept");
    assertThat(notification("n5").status()).isEqualTo(NotificationStatus.SENT);
    assertThat(notification("n6").status()).isEqualTo(NotificationStatus.READ);
    assertThat(notification("n0").title()).isEqualTo("Skill complete");
    assertThat(moving.findings)
        .extracting(Finding::id)
        .contains("n0", "n1", "n2", "n3", "n4", "n5");
  }

  @Test
  void typesThatNobodyKnowsAreToldOfAndTakeNoOtherRowWithThem() {
    moving.original.addNotification("good", "user");
    moving.original.execute(
        """
        INSERT INTO "NotificationLog" (id, "userId", type, title, body)
        VALUES ('odd', 'user', 'corporation_war', 't', 'b')
        """);
    moving.original.execute(
        "INSERT INTO \"Job\" (id, \"jobType\") VALUES ('odd', E'make\\ncoffee')");

    ImportReport report = moving.run();

    assertThat(notification("good").status()).isEqualTo(NotificationStatus.SENT);
    assertThat(moving.findings)
        .containsExactly(
            new Finding(
                "NotificationLog", "odd", false, "its type is not known: 'corporation_war'"),
            new Finding("Job", "odd", false, "its type is not known: 'make\\u000acoffee'"));
    assertThat(Moving.table(report, "Job").reasons())
        .containsOnly(java.util.Map.entry("its type is not known: 'make\\u000acoffee'", 1L));
  }

  @Test
  void jobsThatHadNotEndedHaveFailed() {
    moving.original.execute(
        """
        INSERT INTO "Job" (id, "jobType", status, error, "createdAt", "startedAt", "completedAt")
        VALUES ('pending', 'sync-skills', 'pending', NULL, '2026-01-01', NULL, NULL),
            ('processing', 'sync_skills', 'processing', 'first try', '2026-01-01', '2026-01-02', NULL),
            ('endless', 'sync-skills', 'completed', NULL, '2026-01-01', '2026-01-02', NULL),
            ('stalled', 'sync-skills', 'stalled', NULL, '2026-01-01', NULL, NULL)
        """);

    moving.run();

    assertThat(job("pending").status()).isEqualTo(JobStatus.FAILED);
    assertThat(job("pending").error()).contains("not finished before the move");
    assertThat(job("pending").completedAt()).contains(NOW);
    assertThat(job("processing").error()).contains("first try");
    assertThat(job("processing").attempts()).isEqualTo(1);
    assertThat(job("endless").completedAt()).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(job("stalled").status()).isEqualTo(JobStatus.FAILED);
    assertThat(
            moving.stores.count(
                "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE 'job:%'"))
        .isZero();
  }

  @Test
  void jobsNameTheirCharacterInWhateverWay() {
    moving.original.addCharacter("cmwtqdskv0000y97dhf424969", 90_000_001, "user");
    String[] names = {
      "90000007", "cmwtqdskv0000y97dhf424969", "nobody", "99999999999999999999", "-4", " 5 ", ""
    };
    for (int i = 0; i < names.length; i++) {
      moving.original.execute(
          """
          INSERT INTO "Job" (id, "jobType", "characterId", status, "completedAt")
          VALUES (?, 'sync-mail', ?, 'completed', now())
          """,
          "j" + i,
          names[i]);
    }

    moving.run();

    assertThat(job("j0").character()).contains(new CharacterId(90_000_007));
    assertThat(job("j1").character()).contains(new CharacterId(90_000_001));
    assertThat(job("j5").character()).contains(new CharacterId(5));
    for (String none : List.of("j2", "j3", "j4", "j6")) {
      assertThat(job(none).character()).isEmpty();
    }
    assertThat(moving.findings).map(Finding::id).containsExactlyInAnyOrder("j2", "j3", "j4", "j6");
  }

  @Test
  void documentsThatAreNestedTooDeeply() {
    String deep = "[".repeat(1500) + "]".repeat(1500);
    moving.original.execute(
        """
        INSERT INTO "Job" (id, "jobType", status, "completedAt", payload, result)
        VALUES ('job', 'sync-mail', 'completed', now(), ?::jsonb, '[]')
        """,
        deep);
    moving.original.execute(
        "INSERT INTO \"CachedData\" VALUES ('deep', 'esi:a:b:c', ?::jsonb, now(), now())", deep);

    moving.run();

    assertThat(job("job").payload()).isEmpty();
    assertThat(job("job").result()).isPresent();
    assertThat(moving.findings)
        .containsExactly(
            new Finding("Job", "job", true, "its payload is nested too deeply; it has none"),
            new Finding("CachedData", "deep", false, "its data is nested too deeply"));
  }

  @Test
  void whatIsTakenHereAlreadyIsNotTakenAway() {
    User here =
        User.register(new UserId("here"), NOW).withEmail(Optional.of(new Email("p@host")), NOW);
    moving.stores.users().add(here);
    moving.original.execute("UPDATE \"User\" SET email = 'p@host' WHERE id = 'user'");
    moving.original.addUser("here");
    moving.original.addCharacter("old-record", 90_000_001, "user");
    moving.stores.transactions().run(() -> moving.stores.characters().add(linked(here.id())));
    moving.original.addSession("session", "user", "jwt");
    moving.original.execute(
        "UPDATE \"Session\" SET \"deviceToken\" = 'phone', \"deviceType\" = 'ios'");
    moving
        .stores
        .sessions()
        .add(
            Session.open(
                new SessionId("mine"),
                here.id(),
                Secret.of("new").digest(),
                Optional.of(on(DeviceType.IOS, "phone")),
                NOW));

    ImportReport report = moving.run();

    assertThat(user("here").email()).contains(new Email("p@host"));
    assertThat(user("user").email()).isEmpty();
    assertThat(Moving.table(report, "User").alreadyThere()).isEqualTo(1);
    assertThat(character(90_000_001).user()).isEqualTo(here.id());
    assertThat(session("mine").pushToken()).contains(new PushToken("phone"));
    assertThat(session("session").pushToken()).isEmpty();
    assertThat(moving.findings)
        .containsExactly(
            new Finding("User", "user", true, "another user here has its email; it has none"),
            new Finding(
                "Character",
                "old-record",
                false,
                "the EVE character is linked here already, under another id"),
            new Finding(
                "Session", "session", true, "another session has its push token; it has none"));
  }

  private EveCharacter linked(UserId user) {
    EsiGrant grant = new EsiGrant.NeedsReauthorization(Scopes.NONE, NOW);
    return new EveCharacter(
        new CharacterRecordId("new-record"),
        new CharacterId(90_000_001),
        new dev.evenomad.domain.character.CharacterName("Pilot"),
        new dev.evenomad.domain.character.CorporationId(1),
        Optional.empty(),
        user,
        Optional.empty(),
        grant,
        NOW,
        NOW,
        Optional.empty(),
        0);
  }

  private User user(String id) {
    return moving.stores.users().find(new UserId(id)).orElseThrow();
  }

  private UserSettings settings(String user) {
    return moving.stores.settings().find(new UserId(user)).orElseThrow();
  }

  private EveCharacter character(long id) {
    return moving.stores.characters().find(new CharacterId(id)).orElseThrow();
  }

  private Session session(String id) {
    return moving.stores.sessions().find(new SessionId(id)).orElseThrow();
  }

  private Notification notification(String id) {
    return moving.stores.notifications().find(new NotificationId(id)).orElseThrow();
  }

  private Job job(String id) {
    return moving.stores.jobs().find(new JobId(id)).orElseThrow();
  }
}
