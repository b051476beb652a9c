package dev.evenomad.persistence.prisma;

import static dev.evenomad.persistence.prisma.Moving.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The original stays as it is; what came over once is the pilots' own from then on. */
@ExtendWith(PostgresExtension.class)
final class RepeatedImportIT {

  private static final List<String> OURS =
      List.of(
          "app_user",
          "eve_character",
          "session",
          "job",
          "cached_data",
          "user_settings",
          "notification_log",
          "sync_state",
          "scheduled_tasks",
          "moved_in");

  private final Moving moving;

  RepeatedImportIT(PostgresServer server) {
    this.moving = new Moving(server);
  }

  @AfterEach
  void close() {
    moving.close();
  }

  @Test
  void changesNothingTheSecondTime() {
    fill(30);
    moving.run();
    Map<String, String> before = everything();

    ImportReport again = moving.run();

    assertThat(everything()).isEqualTo(before);
    assertThat(again.tables())
        .allSatisfy(
            table -> {
              assertThat(table.taken()).as(table.name()).isZero();
              assertThat(table.alreadyThere())
                  .as(table.name())
                  .isEqualTo(table.read())
                  .isPositive();
            });
    assertThat(again.defaultSettings()).isZero();
    assertThat(moving.findings).isEmpty();
  }

  @Test
  void leavesTheOriginalAsItIs() {
    fill(30);
    Map<String, String> before = moving.original.digests();

    moving.run();

    assertThat(moving.original.digests()).isEqualTo(before);
  }

  @Test
  void goesOnAfterAnInterruptionWhereverItWas() {
    fill(2500);
    List<String> reached = new ArrayList<>();
    for (String step : List.of("users", "characters", "settings", "sessions", "notifications")) {
      assertThatThrownBy(() -> moving.run(Original.KEY, interruptedAt(step)))
          .isInstanceOf(Interruption.class);
      reached.add(step + " " + moving.stores.count("SELECT count(*) FROM moved_in"));
    }

    ImportReport rest = moving.run();

    assertThat(reached)
        .containsExactly(
            "users 1000",
            "characters 3500",
            "settings 6000",
            "sessions 8500",
            "notifications 11000");
    assertThat(rest.complete()).isTrue();
    assertThat(Moving.table(rest, "User").alreadyThere()).isEqualTo(2500);
    for (String table :
        List.of(
            "app_user", "eve_character", "user_settings", "session", "notification_log", "job")) {
      assertThat(moving.stores.count("SELECT count(*) FROM " + table)).as(table).isEqualTo(2500);
    }
  }

  private static Progress interruptedAt(String step) {
    return (what, done, total) -> {
      if (what.equals(step) && done > 0 && done < total && done % 1000 == 0) {
        throw new Interruption();
      }
    };
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void doesNotUndoWhatPilotsDidMeanwhile() {
    fill(5);
    moving.run();
    UserId changed = new UserId("user-1");
    User user = moving.stores.users().find(changed).orElseThrow();
    moving.stores.users().save(user.withEmail(Optional.of(new Email("new@host")), NOW));
    UserSettings settings = moving.stores.settings().find(changed).orElseThrow();
    moving.stores.settings().save(settings.with(theme(Theme.AUTO), NOW));
    Session session = moving.stores.sessions().find(new SessionId("session-1")).orElseThrow();
    moving.stores.sessions().save(session.refreshed(Secret.of("new").digest(), NOW));
    Session ended = moving.stores.sessions().find(new SessionId("session-2")).orElseThrow();
    moving.stores.sessions().remove(ended.user(), ended.id());
    moving
        .stores
        .transactions()
        .run(
            () ->
                moving
                    .stores
                    .characters()
                    .find(new CharacterId(90_000_002))
                    .ifPresent(moving.stores.characters()::remove));
    moving.stores.users().remove(new UserId("user-3"));
    Map<String, String> before = everything();

    moving.run();

    assertThat(everything()).isEqualTo(before);
    assertThat(moving.findings).isEmpty();
  }

  private static SettingsChange theme(Theme theme) {
    return new SettingsChange(
        Optional.of(theme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void takesWhatTheOriginalWroteMeanwhile() {
    fill(5);
    moving.run();
    moving.original.addUser("late");
    moving.original.addCharacter("late", 91_000_000, "late");
    moving.original.addNotification("late", "user-1");
    moving.stores.users().remove(new UserId("user-2"));
    moving.original.addNotification("too-late", "user-2");

    ImportReport report = moving.run();

    assertThat(Moving.table(report, "User").taken()).isEqualTo(1);
    assertThat(moving.stores.characters().find(new CharacterId(91_000_000))).isPresent();
    assertThat(moving.findings)
        .containsExactly(
            new Finding(
                "NotificationLog",
                "too-late",
                false,
                "its user did not come over, or has gone since"));
  }

  @Test
  void takesWhatItCouldNotTakeOnceTheCauseIsGone() {
    moving.original.addUser("user");
    moving.original.addCharacter("record", 90_000_001, "user");
    moving.original.execute("UPDATE \"Character\" SET \"corporationId\" = 0");
    assertThat(moving.run().complete()).isFalse();
    moving.original.execute("UPDATE \"Character\" SET \"corporationId\" = 98000001");

    ImportReport report = moving.run();

    assertThat(report.complete()).isTrue();
    assertThat(Moving.table(report, "Character").taken()).isEqualTo(1);
  }

  @Test
  void aRowThatTheDatabaseRefusesTakesNoOtherWithIt() {
    fill(20);
    try (Connection connection = moving.stores.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE notification_log ADD CONSTRAINT odd CHECK (id <> 'notification-7')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }

    ImportReport report = moving.run();

    assertThat(Moving.table(report, "NotificationLog").taken()).isEqualTo(19);
    assertThat(moving.findings)
        .containsExactly(
            new Finding(
                "NotificationLog",
                "notification-7",
                false,
                "the database refuses it: SQL state 23514"));
  }

  @Test
  void tellsHowFarItIs() {
    fill(1500);
    List<String> told = new ArrayList<>();

    moving.run(Original.KEY, (what, done, total) -> told.add(what + " " + done + "/" + total));

    assertThat(told)
        .startsWith("users 0/1500", "users 1000/1500", "users 1500/1500", "characters 0/1500")
        .endsWith("jobs 1500/1500", "cached data 0/3", "cached data 3/3");
  }

  /** As many users, each with one row in every table, and three cached answers. */
  private void fill(int users) {
    moving.original.execute(
        """
        INSERT INTO "User" (id, "updatedAt") SELECT 'user-' || i, now() FROM generate_series(1, %1$d) i;
        INSERT INTO "Character" (id, "characterId", "characterName", "corporationId", "userId",
            "accessToken", "refreshToken", "tokenExpiresAt", "updatedAt")
        SELECT 'character-' || i, 90000000 + i, 'Pilot', 98000001, 'user-' || i, '%2$s', '%3$s',
            now(), now() FROM generate_series(1, %1$d) i;
        INSERT INTO "UserSettings" (id, "userId", "defaultCharacterId", "updatedAt")
        SELECT 'settings-' || i, 'user-' || i, 90000000 + i, now() FROM generate_series(1, %1$d) i;
        INSERT INTO "Session" (id, "userId", token, "createdAt", "expiresAt")
        SELECT 'session-' || i, 'user-' || i, 'jwt-' || i, '2026-01-01', '2026-01-08'
        FROM generate_series(1, %1$d) i;
        INSERT INTO "NotificationLog" (id, "userId", type, title, body, status, "sentAt")
        SELECT 'notification-' || i, 'user-' || i, 'skill_complete', 't', 'b', 'sent', now()
        FROM generate_series(1, %1$d) i;
        INSERT INTO "Job" (id, "jobType", "characterId", status, "completedAt")
        SELECT 'job-' || i, 'sync-skills', 'character-' || i, 'completed', now()
        FROM generate_series(1, %1$d) i;
        INSERT INTO "CachedData" (id, "cacheKey", data, "expiresAt")
        SELECT 'cached-' || i, 'esi:universe:types:' || i, '{}', now() FROM generate_series(1, 3) i;
        """
            .formatted(
                users, moving.original.encrypted("access"), moving.original.encrypted("refresh")));
  }

  private Map<String, String> everything() {
    Map<String, String> digests = new TreeMap<>();
    try (Connection connection = moving.stores.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : OURS) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) || ' ' || md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "
                    + table
                    + " t")) {
          rows.next();
          digests.put(table, String.valueOf(rows.getString(1)));
        }
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
