package dev.evenomad.persistence.backup;

import static dev.evenomad.persistence.backup.BackupKind.DATA_ONLY;
import static dev.evenomad.persistence.backup.BackupKind.FULL;
import static dev.evenomad.persistence.backup.BackupKind.SCHEMA_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import dev.evenomad.testkit.contract.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way back from a backup. */
@ExtendWith(PostgresExtension.class)
final class RestoreIT {

  private final PostgresServer server;

  @TempDir private Path folder;

  RestoreIT(PostgresServer server) {
    this.server = server;
    this.folder = Path.of("");
  }

  @Test
  void bringsBackEveryRowAsItWas() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase restored = TestDatabase.bare(server)) {
      // Backups do not depend on how a database prefers to write.
      database.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET datestyle = ''SQL, DMY''',"
              + " current_database()); EXECUTE format('ALTER DATABASE %I SET timezone ="
              + " ''Asia/Kathmandu''', current_database()); END $$");
      var structure = database.structure();

      RestoreReport report =
          restored.backups().restore(backup(database, FULL), false, Progress.UNSEEN);

      assertThat(report.totalRows()).isEqualTo(22);
      assertThat(report.schemaVersion()).isEqualTo(report.backupVersion());
      database.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET ALL', current_database()); END $$");
      var expected = database.rows();
      expected.put("lease", List.of());
      expected.put("scheduled_tasks", restored.rows().get("scheduled_tasks"));
      assertThat(restored.rows()).isEqualTo(expected);
      assertThat(restored.structure()).isEqualTo(structure);
      assertThat(restored.otherSchemas()).isEmpty();
      assertThat(
              restored.read(
                  "SELECT t.tgname || ' ' || p.pronamespace::regnamespace FROM pg_trigger t"
                      + " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"))
          .containsExactly("session_ended public");
      assertThat(restored.read("SELECT character_name FROM eve_character WHERE id = 'c1'"))
          .containsExactly(TestDatabase.AWKWARD);
      assertThat(
              restored.read(
                  "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                      + " AND relkind = 'r' AND reltuples < 0"))
          .as("tables without statistics")
          .isEmpty();
    }
  }

  @Test
  void keepsScheduledWorkAndLeavesNonePicked() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase restored = TestDatabase.bare(server)) {
      restored.backups().restore(backup(database, FULL), false, Progress.UNSEEN);

      String work =
          "SELECT concat_ws(' ', task_instance, execution_time, encode(task_data, 'hex'), %s)"
              + " FROM scheduled_tasks ORDER BY 1";
      assertThat(restored.read(work.formatted("''")))
          .isEqualTo(database.read(work.formatted("''")));
      assertThat(
              restored.read(
                  "SELECT concat_ws(' ', task_instance, version) FROM scheduled_tasks WHERE NOT"
                      + " picked AND picked_by IS NULL AND last_heartbeat IS NULL ORDER BY 1"))
          .as("the engine that had picked it can no longer say what became of it")
          .containsExactly("90000001 8", "sessions 1");
    }
  }

  @Test
  void bringsAnOlderBackupUpToDate() {
    try (TestDatabase old = TestDatabase.old(server);
        TestDatabase restored = TestDatabase.bare(server);
        TestDatabase newest = TestDatabase.empty(server)) {
      RestoreReport report = restored.backups().restore(backup(old, FULL), false, Progress.UNSEEN);

      assertThat(report.backupVersion()).isEqualTo("20251018020326");
      assertThat(report.schemaVersion()).isGreaterThan("20251018020326");
      assertThat(restored.structure()).isEqualTo(newest.structure());
      assertThat(restored.read("SELECT dedup_key FROM notification_log"))
          .containsExactly("request:n");
      assertThat(restored.read("SELECT grant_state FROM eve_character")).containsExactly("valid");
    }
  }

  @Test
  void refusesToReplaceDataUnlessTold() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase used = TestDatabase.empty(server)) {
      Path file = backup(database, FULL);
      used.addHousehold("mine", 1);
      var before = used.rows();

      assertThatThrownBy(() -> used.backups().restore(file, false, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContainingAll("app_user", "eve_character", "--replace");
      assertThat(used.rows()).isEqualTo(before);

      used.backups().restore(file, true, Progress.UNSEEN);
      assertThat(used.read("SELECT id FROM app_user WHERE id = 'mine'")).isEmpty();
      assertThat(used.rows().get("eve_character")).isEqualTo(database.rows().get("eve_character"));
      assertThat(used.structure()).isEqualTo(database.structure());
    }
  }

  @Test
  void refusesDataThatWereWrittenWhileItRan() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase live = TestDatabase.empty(server)) {
      for (BackupKind kind : List.of(FULL, SCHEMA_ONLY)) {
        Path file = backup(database, kind);
        live.execute("TRUNCATE app_user CASCADE");
        Progress writer =
            (what, done, total) ->
                live.execute(
                    "INSERT INTO app_user (id, updated_at) VALUES ('new', now())"
                        + " ON CONFLICT DO NOTHING");

        assertThatThrownBy(() -> live.backups().restore(file, false, writer))
            .isInstanceOf(BackupException.class)
            .hasMessageContaining("there are data in the database (app_user)");
        assertThat(live.read("SELECT id FROM app_user")).containsExactly("new");
        assertThat(live.otherSchemas()).isEmpty();
      }
    }
  }

  @Test
  void givesUpOnTablesThatAreInUse() throws SQLException {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase busy = TestDatabase.full(server);
        Connection user = PostgresServer.dataSource(busy.url()).getConnection();
        Statement statement = user.createStatement()) {
      Path file = backup(database, FULL);
      busy.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 50',"
              + " current_database()); END $$");
      user.setAutoCommit(false);
      statement.execute("UPDATE app_user SET email = NULL WHERE id = 'u1'");

      assertThatThrownBy(() -> busy.backups().restore(file, true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("the tables are in use; stop the servers");
      user.commit();
      assertThat(busy.read("SELECT email FROM app_user WHERE id = 'u1'")).containsExactly("null");
      assertThat(busy.otherSchemas()).isEmpty();
    }
  }

  @Test
  void takesABrokenSchemaAwayIfToldTo() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase broken = TestDatabase.full(server)) {
      Path file = backup(database, FULL);
      broken.execute(
          "UPDATE flyway_schema_history SET success = false WHERE version = '20261124090500'");
      broken.execute("ALTER TABLE job DROP COLUMN attempts");

      broken.backups().restore(file, true, Progress.UNSEEN);

      assertThat(broken.structure()).isEqualTo(database.structure());
    }
  }

  @Test
  void leavesWhatIsNotOursAlone() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase shared = TestDatabase.full(server)) {
      Path file = backup(database, FULL);
      shared.execute("CREATE TABLE notes AS SELECT 'keep me' AS note");

      shared.backups().restore(file, true, Progress.UNSEEN);
      assertThat(shared.read("SELECT note FROM notes")).containsExactly("keep me");

      var before = shared.rows();
      shared.execute("CREATE VIEW pilots AS SELECT character_name FROM eve_character");
      assertThatThrownBy(() -> shared.backups().restore(file, true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("view pilots depends on table eve_character");
      assertThat(shared.rows()).isEqualTo(before);
      assertThat(shared.otherSchemas()).isEmpty();
    }
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase foreign = TestDatabase.bare(server)) {
      foreign.execute("CREATE TABLE session AS SELECT 'not of EVE Nomad' AS note");
      assertThatThrownBy(
              () -> foreign.backups().restore(backup(database, FULL), true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("but not the history of EVE Nomad");
      assertThat(foreign.read("SELECT note FROM session")).containsExactly("not of EVE Nomad");
    }
  }

  @Test
  void findsItsWayInASchemaOfAnotherName() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase named = TestDatabase.bareIn("nomad", server);
        TestDatabase back = TestDatabase.bare(server)) {
      named.backups().restore(backup(database, FULL), false, Progress.UNSEEN);

      assertThat(named.otherSchemas()).containsExactly("nomad");
      assertThat(named.read("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
          .containsExactly("0");
      assertThat(named.rows()).containsKeys("app_user").isEqualTo(named.rows());
      named.backups().restore(backup(named, FULL), true, Progress.UNSEEN);
      back.backups().restore(backup(named, FULL), false, Progress.UNSEEN);
      assertThat(back.rows()).isEqualTo(named.rows());
      assertThat(back.structure()).isEqualTo(database.structure());
    }
  }

  @Test
  void bringsBackTheSchemaAlone() {
    try (TestDatabase old = TestDatabase.old(server);
        TestDatabase restored = TestDatabase.bare(server);
        TestDatabase newest = TestDatabase.empty(server)) {
      RestoreReport report =
          restored.backups().restore(backup(old, SCHEMA_ONLY), false, Progress.UNSEEN);

      assertThat(report.totalRows()).isZero();
      assertThat(restored.structure()).isEqualTo(newest.structure());
      assertThat(restored.rows()).isEqualTo(newest.rows());
    }
  }

  @Test
  void bringsBackTheDataAloneWhereTheSchemaIs() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase empty = TestDatabase.empty(server);
        TestDatabase bare = TestDatabase.bare(server);
        TestDatabase old = TestDatabase.old(server)) {
      Path file = backup(database, DATA_ONLY);
      empty.execute("CREATE INDEX of_an_operator ON job (error) WHERE error IS NOT NULL");
      var structure = empty.structure();

      empty.backups().restore(file, false, Progress.UNSEEN);

      var expected = database.rows();
      expected.put("lease", List.of());
      expected.put("scheduled_tasks", empty.rows().get("scheduled_tasks"));
      assertThat(empty.rows()).isEqualTo(expected);
      assertThat(empty.structure()).isEqualTo(structure);
      assertThat(empty.read("SELECT 1 FROM scheduled_tasks WHERE picked")).isEmpty();

      assertThatThrownBy(() -> empty.backups().restore(file, false, Progress.UNSEEN))
          .hasMessageContaining("--replace");
      empty.execute("DELETE FROM session");
      empty.backups().restore(file, true, Progress.UNSEEN);
      assertThat(empty.rows()).isEqualTo(expected);

      for (TestDatabase other : List.of(bare, old)) {
        assertThatThrownBy(() -> other.backups().restore(file, true, Progress.UNSEEN))
            .isInstanceOf(BackupException.class)
            .hasMessageContainingAll("data alone", "nomad migrate");
      }
      Path older = backup(old, DATA_ONLY);
      assertThatThrownBy(() -> empty.backups().restore(older, true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContainingAll("of version 20251018020326", "take a full backup");
      assertThat(empty.rows()).isEqualTo(expected);
      old.execute("TRUNCATE app_user CASCADE");
      assertThat(old.backups().restore(older, false, Progress.UNSEEN).schemaVersion())
          .isEqualTo("20251018020326");
      assertThat(old.read("SELECT character_name FROM eve_character")).containsExactly("Old");
    }
  }

  @Test
  void clearsUpAfterOneThatWasInterrupted() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase used = TestDatabase.full(server)) {
      Path file = backup(database, FULL);
      var before = used.rows();
      Progress crash =
          (what, done, total) -> {
            if (what.equals("session")) {
              used.execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
          };

      assertThatThrownBy(() -> used.backups().restore(file, true, crash))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("nothing was restored");
      assertThat(used.rows()).isEqualTo(before);
      assertThat(used.otherSchemas()).as("what is left").containsExactly("nomad_restore");

      used.backups().restore(file, true, Progress.UNSEEN);
      assertThat(used.otherSchemas()).isEmpty();
      assertThat(used.structure()).isEqualTo(database.structure());
    }
  }

  @Test
  void doesNotRemoveASchemaThatIsNoRestores() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase other = TestDatabase.bare(server)) {
      other.execute("CREATE SCHEMA nomad_restore; CREATE TABLE nomad_restore.precious ()");

      assertThatThrownBy(
              () -> other.backups().restore(backup(database, FULL), true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("schema named nomad_restore");
      assertThat(other.read("SELECT count(*) FROM nomad_restore.precious")).containsExactly("0");
    }
  }

  @Test
  void leavesNoTraceInConnectionsThatOthersGoOnWith() throws SQLException {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase restored = TestDatabase.bare(server);
        HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(PostgresServer.dataSource(restored.url()));
      pool.setMaximumPoolSize(3);
      Backups backups = Backups.of(pool, Optional.empty(), () -> Samples.NOW);

      backups.restore(backup(database, FULL), false, Progress.UNSEEN);
      backups.write(folder.resolve("again"), FULL, false, Progress.UNSEEN);
      backups.restore(folder.resolve("again"), true, Progress.UNSEEN);

      assertThat(restored.read("SELECT objid FROM pg_locks WHERE locktype = 'advisory'")).isEmpty();
      try (Connection one = pool.getConnection();
          Connection two = pool.getConnection();
          Connection three = pool.getConnection()) {
        for (Connection connection : List.of(one, two, three)) {
          assertThat(connection.getSchema()).isEqualTo("public");
          assertThat(connection.getAutoCommit()).isTrue();
          assertThat(connection.getTransactionIsolation())
              .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
      }
    }
  }

  @Test
  void runsOnceAtATime() {
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase restored = TestDatabase.bare(server)) {
      Path file = backup(database, FULL);
      List<String> refusals = new ArrayList<>();
      Progress second =
          (what, done, total) -> {
            if (what.equals("indexes") && refusals.isEmpty()) {
              assertThatThrownBy(() -> restored.backups().restore(file, true, Progress.UNSEEN))
                  .isInstanceOf(BackupException.class)
                  .satisfies(refusal -> refusals.add(refusal.getMessage()));
            }
          };

      restored.backups().restore(file, false, second);

      assertThat(refusals).singleElement().asString().contains("another restore");
      assertThat(restored.rows().get("app_user")).isEqualTo(database.rows().get("app_user"));
    }
  }

  private Path backup(TestDatabase database, BackupKind kind) {
    Path file = folder.resolve(kind + "-" + System.identityHashCode(database));
    database.backups().write(file, kind, true, Progress.UNSEEN);
    return file;
  }
}
