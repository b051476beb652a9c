package dev.evenomad.persistence.prisma;

import static dev.evenomad.persistence.prisma.Moving.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is no original, or is not in order, or is not ours to write to, is not touched. */
@ExtendWith(PostgresExtension.class)
final class RefusedImportIT {

  private static final String NEW_KEY = "A0z1Vv3pQ0Jj4cS2m7n8b9V1c2X3z4L5k6J7h8G9f0E=";

  private final PostgresServer server;
  private final String here;

  RefusedImportIT(PostgresServer server) {
    this.server = server;
    this.here = server.createDatabase();
  }

  @Test
  void aDatabaseThatIsNotThere() {
    refuses(
        "postgresql://pilot:hunter2@127.0.0.1:1/nomad",
        "the database to import from cannot be reached at postgresql://127.0.0.1:1/nomad");
  }

  @Test
  void aDatabaseOfSomethingElse() {
    String url = server.createDatabase();

    refuses(
        url, "is not an EVE Nomad database as Prisma made it: it has no table _prisma_migrations");
  }

  @Test
  void anotherSchemaOfTheRightDatabase() {
    Original original = Original.in(server.createDatabase());
    original.execute("CREATE SCHEMA other");

    refuses(
        PostgresServer.with(original.fullUrl(), "schema=other"),
        "it has no table _prisma_migrations");
  }

  @Test
  void aTableThatIsMissingAndColumnsThatAreOthers() {
    Original original = Original.in(server.createDatabase());
    original.execute("DROP TABLE \"NotificationLog\"");
    original.execute("ALTER TABLE \"Session\" RENAME \"deviceToken\" TO device_token");
    original.execute("ALTER TABLE \"Job\" ALTER \"createdAt\" TYPE timestamptz");

    refuses(
        original.fullUrl(),
        "it has no table \"NotificationLog\"",
        "\"Session\" has no column \"deviceToken\"",
        "\"Job\".\"createdAt\" is timestamp with time zone in place of timestamp without time"
            + " zone");
  }

  @Test
  void aMigrationThatFailed() {
    Original original = Original.in(server.createDatabase());
    original.execute(
        "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%settings%'");

    refuses(
        original.fullUrl(),
        "the migration 20251018020326_add_user_settings_and_notifications failed",
        "prisma migrate resolve");
  }

  @Test
  void aMigrationThatIsMissing() {
    Original original = Original.in(server.createDatabase());
    original.execute("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%settings%'");

    refuses(original.fullUrl(), "lacks the migration 20251018020326", "prisma migrate deploy");
  }

  @Test
  void aMigrationThatNobodyKnows() {
    Original original = Original.in(server.createDatabase());
    original.execute(
        """
        INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
        VALUES ('x', 'x', '20260101000000_more', now())
        """);

    refuses(original.fullUrl(), "20260101000000_more, which this version does not know");
  }

  @Test
  void aMigrationThatWasRolledBackAndDoneAgainIsInOrder() {
    Original original = Original.in(server.createDatabase());
    original.execute(
        """
        INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, rolled_back_at)
        VALUES ('x', 'x', '20251018014129_init', '2025-10-18 01:00:00Z', '2025-10-18 01:01:00Z')
        """);

    assertThat(run(original.fullUrl(), Original.KEY).complete()).isTrue();
  }

  @Test
  void anotherKeyIsNoticedBeforeAnythingIsWritten() {
    Original original = Original.in(server.createDatabase());
    original.addUser("user");
    original.addCharacter("record", 90_000_001, "user");

    assertThatThrownBy(() -> run(original.fullUrl(), "hunter2"))
        .isInstanceOf(ImportRefusedException.class)
        .hasMessageContaining("PRISMA_ENCRYPTION_KEY decrypts none of the 2 tokens")
        .hasMessageContaining("Nothing was written")
        .hasMessageNotContaining("hunter2");
    assertThat(tablesHere()).isZero();
  }

  @Test
  void withoutAnyTokenTheKeyMayBeWhatever() {
    Original original = Original.in(server.createDatabase());
    original.addUser("user");

    assertThat(run(original.fullUrl(), "hunter2").complete()).isTrue();
  }

  @Test
  void theOriginalIsNotImportedIntoItself() {
    Original original = Original.in(here);

    assertThatThrownBy(() -> run(here, Original.KEY))
        .isInstanceOf(ImportRefusedException.class)
        .hasMessageContaining("DATABASE_URL, is itself one that Prisma made");
    assertThat(original.digests().get("catalogue")).doesNotContain("app_user");
  }

  @Test
  void anotherSchemaBesideTheOriginalIsFine() {
    Original original = Original.in(here);
    original.addUser("user");

    ImportReport report = run(PostgresServer.with(here, "schema=nomad"), here, Original.KEY);

    assertThat(Moving.table(report, "User").taken()).isEqualTo(1);
  }

  @Test
  void theSessionThatReadsCannotWrite() {
    Original original = Original.in(server.createDatabase());
    original.addUser("user");

    try (Source source = Source.open(original.url())) {
      assertThatThrownBy(() -> source.read("DELETE FROM \"User\" RETURNING id", 1, row -> {}))
          .isInstanceOf(ImportRefusedException.class)
          .hasMessageContaining("read-only transaction");
    }
    try (Source source = Source.open(original.url())) {
      source.read(
          "SELECT current_setting('default_transaction_read_only') AS id",
          1,
          row -> assertThat(row.originalId()).isEqualTo("on"));
    }
  }

  private void refuses(String from, String... why) {
    assertThatThrownBy(() -> run(from, Original.KEY))
        .isInstanceOf(ImportRefusedException.class)
        .hasMessageContainingAll(why)
        .hasMessageNotContaining("hunter2");
    assertThat(tablesHere()).isZero();
  }

  private ImportReport run(String from, String key) {
    return run(here, from, key);
  }

  private static ImportReport run(String to, String from, String key) {
    try (Persistence persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(to)), () -> NOW)) {
      return persistence
          .prismaImport()
          .run(
              DatabaseUrl.parse(from),
              Secret.of(key),
              Vault.of(List.of(EncryptionKey.parse(NEW_KEY))),
              Progress.UNSEEN,
              finding -> {});
    }
  }

  private long tablesHere() {
    try (Connection connection = PostgresServer.dataSource(here).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
