package dev.evenomad.persistence.backup;

import static dev.evenomad.persistence.backup.BackupKind.DATA_ONLY;
import static dev.evenomad.persistence.backup.BackupKind.FULL;
import static dev.evenomad.persistence.backup.BackupKind.SCHEMA_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds, and when there is none. */
@ExtendWith(PostgresExtension.class)
final class BackupIT {

  private static final Set<String> OF_OLDER_SCHEMAS = Set.of("skill_snapshot");

  private final PostgresServer server;

  @TempDir private Path folder;

  BackupIT(PostgresServer server) {
    this.server = server;
    this.folder = Path.of("");
  }

  @Test
  void holdsEveryTableOfTheSchemaAndNothingElseIsInTheSchema() {
    try (TestDatabase database = TestDatabase.empty(server)) {
      assertThat(
              database.read(
                  """
                  SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'
                  UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                  UNION ALL SELECT typname FROM pg_type
                    WHERE typnamespace = 'public'::regnamespace AND typrelid = 0 AND typelem = 0
                  """))
          .as("what is new here has to be carried by backups, and moved by restores")
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Table.OURS.stream().filter(table -> !OF_OLDER_SCHEMAS.contains(table)),
                      Stream.of("flyway_schema_history", "live_event_number_seq", "session_ended"))
                  .toList());
    }
  }

  @Test
  void isOneConsistentSnapshotOfALiveServer() throws IOException {
    Path file = folder.resolve("live.nomad");
    try (TestDatabase database = TestDatabase.full(server);
        TestDatabase restored = TestDatabase.bare(server)) {
      var before = database.rows();
      List<String> written = new ArrayList<>();
      Progress writer =
          (what, done, total) -> {
            String id = what + written.size();
            database.addHousehold(id, 95_000_000L + written.size());
            database.execute("DELETE FROM app_user WHERE id = 'u2'");
            written.add(id);
          };

      database.backups().write(file, FULL, false, writer);
      restored.backups().restore(file, false, Progress.UNSEEN);

      assertThat(written).as("writes between the tables").hasSizeGreaterThan(10);
      assertThat(database.rows()).isNotEqualTo(before);
      before.put("lease", List.of());
      before.put("scheduled_tasks", restored.rows().get("scheduled_tasks"));
      assertThat(restored.rows()).isEqualTo(before);
    }
  }

  @Test
  void keepsMigrationsWaiting() {
    try (TestDatabase database = TestDatabase.full(server)) {
      List<String> refusals = new ArrayList<>();
      Progress migration =
          (what, done, total) -> {
            try {
              database.execute("SET lock_timeout = 1; ALTER TABLE user_settings ADD late text");
            } catch (IllegalStateException e) {
              refusals.add(String.valueOf(e.getCause()));
            }
          };

      database.backups().write(folder.resolve("a"), FULL, false, migration);

      assertThat(refusals).isNotEmpty().allMatch(text -> text.contains("lock timeout"));
    }
  }

  @Test
  void tellsWhatItHolds() throws IOException {
    Path file = folder.resolve("backup.nomad");
    try (TestDatabase database = TestDatabase.full(server)) {
      List<String> news = new ArrayList<>();

      BackupReport report =
          database
              .backups()
              .write(
                  file,
                  FULL,
                  false,
                  (what, done, total) -> {
                    assertThat(done).isLessThanOrEqualTo(total);
                    news.add(what + " " + done);
                  });

      assertThat(report.rows()).containsEntry("app_user", 3L).doesNotContainKey("lease");
      assertThat(report.totalRows()).isEqualTo(22);
      assertThat(report.fileBytes()).isEqualTo(Files.size(file));
      assertThat(report.createdAt()).isEqualTo(Samples.NOW);
      assertThat(news).contains("app_user 3", "user_settings 2");
      assertThat(new CraftedBackup(file).names())
          .contains("schema/V20251018014129__init.sql", "data/app_user.copy")
          .endsWith("manifest.json");
      assertThat(new CraftedBackup(file).text("data/eve_character.copy")).contains("sealed access");
    }
  }

  @Test
  void canBeOfTheSchemaOrOfTheDataAlone() throws IOException {
    Path schema = folder.resolve("schema");
    Path data = folder.resolve("data");
    try (TestDatabase database = TestDatabase.full(server)) {
      assertThat(database.backups().write(schema, SCHEMA_ONLY, false, Progress.UNSEEN).rows())
          .isEmpty();
      assertThat(database.backups().write(data, DATA_ONLY, false, Progress.UNSEEN).totalRows())
          .isEqualTo(22);
    }
    assertThat(new CraftedBackup(schema).names()).noneMatch(name -> name.startsWith("data/"));
    assertThat(new CraftedBackup(data).names()).noneMatch(name -> name.startsWith("schema/"));
  }

  @Test
  void isForItsOwnersEyesOnly() throws IOException {
    Path file = folder.resolve("a");
    try (TestDatabase database = TestDatabase.empty(server)) {
      database.backups().write(file, FULL, false, Progress.UNSEEN);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void overwritesNothingUnlessTold() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "precious");
    try (TestDatabase database = TestDatabase.empty(server)) {
      Backups backups = database.backups();

      assertThatThrownBy(() -> backups.write(file, FULL, false, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContainingAll("there already", "--force");
      assertThat(file).hasContent("precious");

      backups.write(file, FULL, true, Progress.UNSEEN);
      assertThat(new CraftedBackup(file).names()).contains("manifest.json");
    }
  }

  @Test
  void doesNotOverwriteWhatAppearedMeanwhile() throws IOException {
    Path file = folder.resolve("a");
    try (TestDatabase database = TestDatabase.full(server)) {
      Progress another =
          (what, done, total) -> {
            if (!Files.exists(file)) {
              write(file, "precious");
            }
          };

      assertThatThrownBy(() -> database.backups().write(file, FULL, false, another))
          .hasMessageContaining("there already");
    }
    assertThat(file).hasContent("precious");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void leavesNoHalfOfAFile() throws IOException {
    try (TestDatabase database = TestDatabase.full(server)) {
      Progress outage =
          (what, done, total) -> {
            if (what.equals("session")) {
              database.execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
          };

      assertThatThrownBy(() -> database.backups().write(folder.resolve("a"), FULL, false, outage))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("the database cannot be read");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void needsAFolderAndASchema() {
    try (TestDatabase database = TestDatabase.bare(server)) {
      Backups backups = database.backups();
      assertThatThrownBy(() -> backups.write(folder.resolve("a"), FULL, false, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("no schema yet");
      database.persistence().migrate();
      assertThatThrownBy(() -> backups.write(folder.resolve("b/a"), FULL, false, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("there is no folder");
      assertThatThrownBy(() -> backups.write(folder, FULL, true, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("is a folder");
      database.execute("CREATE TABLE ours_not (id text)");
      database.execute("DROP TABLE flyway_schema_history");
      assertThatThrownBy(() -> backups.write(folder.resolve("a"), FULL, false, Progress.UNSEEN))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("nothing can be backed up here");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
