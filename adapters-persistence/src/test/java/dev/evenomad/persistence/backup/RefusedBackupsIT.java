package dev.evenomad.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.schema.Migration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that must not be restored: the database they were meant for stays as it was. */
@ExtendWith(PostgresExtension.class)
final class RefusedBackupsIT {

  private final PostgresServer server;
  private final TestDatabase database;

  @TempDir private Path folder;

  RefusedBackupsIT(PostgresServer server) {
    this.server = server;
    this.database = TestDatabase.full(server);
    this.folder = Path.of("");
  }

  @BeforeEach
  void makeABackup() {
    database.backups().write(file(), BackupKind.FULL, false, Progress.UNSEEN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Path file() {
    return folder.resolve("good");
  }

  @Test
  void everyBytePlaysItsPartOrNone() throws Exception {
    try (TestDatabase small = TestDatabase.empty(server)) {
      small.backups().write(file(), BackupKind.DATA_ONLY, true, Progress.UNSEEN);
    }
    byte[] good = Files.readAllBytes(file());
    Path bad = folder.resolve("bad");
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      Files.write(bad, flipped);
      try {
        verify(bad);
      } catch (BackupException e) {
        refused++;
      }
    }
    // The rest is what a ZIP says twice, and times; what was verified is intact all the same.
    assertThat(refused).isGreaterThan(good.length / 2).isLessThan(good.length);

    for (int length = 0; length < good.length; length += 7) {
      Files.write(bad, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> verify(bad)).isInstanceOf(BackupException.class);
    }
  }

  private static void verify(Path file) throws Exception {
    try (BackupFile backup = BackupFile.open(file)) {
      backup.verify(Progress.UNSEEN);
    }
  }

  @Test
  void thatAreDamaged() throws IOException {
    byte[] good = Files.readAllBytes(file());
    refuses(Arrays.copyOf(good, good.length / 2), "its end is missing");
    refuses(new byte[0], "its end is missing");
    refuses("{}".getBytes(StandardCharsets.UTF_8), "is not a backup");
    refuses(flipped(good, indexOf(good, "data/job.copy") + 20), "data/job.copy is not what was");
    refuses(flipped(good, indexOf(good, "manifest.json") + 200), "manifest.json is not what was");
    refuses(flipped(good, good.length - 1), "manifest.json is not what was");
    refuses(crafted().without("data/job.copy"), "data/job.copy is missing");
    refuses(crafted().without("schema/V20251018014129__init.sql"), "init.sql is missing");
    refuses(crafted().without("manifest.json").with("manifest.json", "{}"), "manifest.json is not");
    refuses(crafted().with("data/more.copy", ""), "more in it than was written");
    refuses(crafted().with("data/job.copy", "another\n"), "data/job.copy is not what was written");
  }

  @Test
  void thatAreSomethingElse() throws IOException {
    Path zip = folder.resolve("zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("manifest.json"));
      out.closeEntry();
    }
    refuses(zip, "is not a backup of EVE Nomad's");
    refuses(folder.resolve("missing"), "there is no file");
    refuses(folder, "there is no file");
  }

  @Test
  void thatAreNewer() throws IOException {
    refuses(crafted().manifest(was -> withFormat(was, 2)), "is of format 2 and this program reads");
    Migration future = new Migration("29990101000000", "from the future", "V2999.sql", 1);
    refuses(
        crafted().manifest(was -> withMigrations(was, plus(was.migrations(), future))),
        "the backup is newer than this program: its schema has the migration 29990101000000 (from"
            + " the future)");
  }

  @Test
  void thatHaveAnotherHistory() throws IOException {
    refuses(
        crafted()
            .manifest(
                was -> {
                  Migration last = was.migrations().getLast();
                  return withMigrations(
                      was,
                      plus(
                          was.migrations().subList(0, was.migrations().size() - 1),
                          new Migration(last.version(), last.description(), last.script(), 1)));
                }),
        "another history");
    refuses(crafted().manifest(was -> withMigrations(was, List.of())), "another history");
    refuses(
        crafted().manifest(was -> withMigrations(was, was.migrations().subList(1, 3))),
        "another history");
  }

  @Test
  void thatFailInTheMiddle() throws IOException {
    refuses(
        crafted().rows("app_user", rows -> rows + rows.lines().findFirst().orElseThrow() + "\n"),
        "a value does not fit (SQLSTATE 23505, app_user, ");
    refuses(
        crafted().rows("notification_log", rows -> rows.replace("\tu1\t", "\tnobody\t")),
        "SQLSTATE 23503, notification_log, notification_log_user_id_fkey");
    refuses(
        crafted().rows("eve_character", rows -> rows.replace("\t90000001\t", "\tsecret\t")),
        "because of the rows of eve_character: a value does not fit (SQLSTATE 22P02");
    refuses(
        crafted().rows("eve_character", rows -> rows.replace("\tvalid\t", "\tsold\t")),
        "SQLSTATE 23514");
    refuses(
        crafted().rows("job", rows -> "\\.\n" + rows), "0 of 3 rows of job came to the database");
    refuses(crafted().rows("job", rows -> "one column\n"), "because of the rows of job: a value");
    refuses(
        crafted()
            .manifest(
                was ->
                    new Manifest(
                        was.format(),
                        was.kind(),
                        was.createdAt(),
                        was.schemaVersion(),
                        was.migrations(),
                        was.parts().stream().filter(part -> !part.table().equals("job")).toList()))
            .without("data/job.copy"),
        "not those of its schema version");
  }

  private CraftedBackup crafted() throws IOException {
    return new CraftedBackup(file());
  }

  private void refuses(CraftedBackup crafted, String why) throws IOException {
    refuses(crafted.writeTo(folder.resolve("bad")), why);
  }

  private void refuses(byte[] content, String why) throws IOException {
    refuses(Files.write(folder.resolve("bad"), content), why);
  }

  private void refuses(Path file, String why) {
    Map<String, List<String>> before = database.rows();
    List<String> structure = database.structure();

    assertThatThrownBy(() -> database.backups().restore(file, true, Progress.UNSEEN))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("secret");

    assertThat(database.rows()).isEqualTo(before);
    assertThat(database.structure()).isEqualTo(structure);
    assertThat(database.otherSchemas()).isEmpty();
  }

  private static Manifest withFormat(Manifest was, int format) {
    return new Manifest(
        format, was.kind(), was.createdAt(), was.schemaVersion(), was.migrations(), was.parts());
  }

  private static Manifest withMigrations(Manifest was, List<Migration> migrations) {
    return new Manifest(
        was.format(), was.kind(), was.createdAt(), was.schemaVersion(), migrations, was.parts());
  }

  private static List<Migration> plus(List<Migration> migrations, Migration one) {
    List<Migration> more = new ArrayList<>(migrations);
    more.add(one);
    return more;
  }

  private static byte[] flipped(byte[] good, int index) {
    byte[] bad = good.clone();
    bad[index] ^= 1;
    return bad;
  }

  private static int indexOf(byte[] content, String name) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(name);
  }
}
