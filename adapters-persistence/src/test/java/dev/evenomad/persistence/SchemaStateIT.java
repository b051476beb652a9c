package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.persistence.backup.BackupKind;
import dev.evenomad.persistence.schema.Migration;
import dev.evenomad.persistence.schema.SchemaException;
import dev.evenomad.persistence.schema.SchemaState;
import dev.evenomad.persistence.schema.SchemaState.Problem;
import dev.evenomad.persistence.schema.SchemaState.Unusable;
import dev.evenomad.persistence.schema.SchemaState.Usable;
import dev.evenomad.testkit.contract.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a schema, and which ones are refused. */
@ExtendWith(PostgresExtension.class)
final class SchemaStateIT {

  private final Persistence persistence;
  private final DataSource dataSource;

  SchemaStateIT(PostgresServer server) {
    String url = server.createDatabase();
    this.dataSource = PostgresServer.dataSource(url);
    this.persistence =
        Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), () -> Samples.NOW);
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void isKnownBeforeAndAfterMigrations() {
    SchemaState before = persistence.schemaState();
    List<String> news = new ArrayList<>();

    List<Migration> applied =
        persistence.migrate((what, done, total) -> news.add(what + " " + done + "/" + total));

    assertThat(before).isEqualTo(new Usable(List.of(), applied));
    assertThat(applied)
        .extracting(Migration::version)
        .startsWith("20251018014129", "20251018020326")
        .isSorted();
    assertThat(applied.getFirst().toString()).isEqualTo("20251018014129 (init)");
    assertThat(news).hasSameSizeAs(applied).first().isEqualTo("migrations 1/" + applied.size());
    assertThat(persistence.schemaState()).isEqualTo(new Usable(applied, List.of()));
    assertThat(persistence.schemaState())
        .isInstanceOfSatisfying(
            Usable.class,
            usable -> assertThat(usable.version()).contains(applied.getLast().version()));
  }

  @Test
  void refusesASchemaThatTookSomethingFromThisProgram() {
    persistence.migrate();
    applyFuture(29990101000000L, "more", "success");
    applyFuture(29990102000000L, "drop this needs 29990101000000", "success");

    assertRefused(Problem.NEWER, "29990102000000 (drop this needs", "run the version");
  }

  @Test
  void letsServersGoOnWithASchemaThatIsOnlyAhead(@TempDir Path folder) {
    String known = persistence.migrate().getLast().version();
    applyFuture(29990101000000L, "more", "success");
    applyFuture(29990102000000L, "drop this needs " + known, "success");

    assertThat(persistence.schemaState())
        .isInstanceOfSatisfying(
            Unusable.class,
            unusable -> {
              assertThat(unusable.problem()).isEqualTo(Problem.AHEAD);
              assertThat(unusable.explanation()).contains("29990102000000", "can live with");
            });
    assertThat(persistence.migrate()).isEmpty();
    assertThatThrownBy(() -> persistence.rotateKeys(List.of(), Progress.UNSEEN))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("ahead of this program");
    assertThatThrownBy(
            () ->
                persistence
                    .backups()
                    .write(folder.resolve("backup"), BackupKind.FULL, false, Progress.UNSEEN))
        .hasMessageContaining("ahead of this program");
  }

  @Test
  void refusesASchemaThatAFailedMigrationOfTheFutureLeftBehind() {
    persistence.migrate();
    applyFuture(29990101000000L, "more", "false");

    assertRefused(Problem.NEWER, "29990101000000 (more)");
  }

  private void applyFuture(long version, String description, String success) {
    execute(
        "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '%d', '%s', type,"
                .formatted(version, description)
            + " 'V%d__future.sql', checksum, installed_by, installed_on,".formatted(version)
            + " execution_time, %s FROM flyway_schema_history".formatted(success)
            + " ORDER BY installed_rank DESC LIMIT 1");
  }

  @Test
  void refusesASchemaThatAFailedMigrationLeftBehind() {
    persistence.migrate();
    execute("UPDATE flyway_schema_history SET success = false WHERE version = '20261124090500'");

    assertRefused(Problem.FAILED, "20261124090500 (due work", "failed", "restore", "migrate again");
  }

  @Test
  void refusesASchemaWithAnotherHistory() {
    persistence.migrate();
    execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '20261124090500'");
    assertRefused(Problem.DIFFERENT, "20261124090500", "another history");

    execute("DELETE FROM flyway_schema_history WHERE version = '20261124090500'");
    assertRefused(Problem.DIFFERENT, "20261124090500", "another history");

    execute(
        "UPDATE flyway_schema_history SET version = '20200101000000' WHERE version ="
            + " '20251018020326'");
    assertRefused(Problem.DIFFERENT, "20200101000000", "another history");
  }

  @Test
  void refusesTablesOfSomebodyElse() {
    execute("CREATE TABLE session (id integer)");
    assertRefused(Problem.FOREIGN, "not the history of EVE Nomad's", "schema=");

    execute("DROP TABLE session; CREATE FUNCTION theirs() RETURNS text RETURN 'x'");
    assertThatThrownBy(persistence::migrate)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("not the history of EVE Nomad's");

    execute("CREATE TABLE _prisma_migrations (id integer)");
    assertRefused(Problem.FOREIGN, "as Prisma made it", "import-prisma");
  }

  @Test
  void undoesAMigrationThatFails() {
    // Nobody but a migration may make what this one wants to make.
    execute(
        "CREATE SCHEMA apart; CREATE FUNCTION apart.refuse() RETURNS event_trigger LANGUAGE plpgsql"
            + " AS $$ BEGIN IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE"
            + " object_identity = 'public.lease') THEN RAISE 'no leases here'; END IF; END $$");
    execute("CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION apart.refuse()");

    assertThatThrownBy(persistence::migrate)
        .isInstanceOf(SchemaException.class)
        .hasMessageContainingAll("20261124090500", "failed and was undone", "no leases here");
    assertThat(persistence.schemaState())
        .asInstanceOf(InstanceOfAssertFactories.type(Usable.class))
        .satisfies(
            usable -> {
              assertThat(usable.version()).contains("20261124090400");
              assertThat(usable.pending()).isNotEmpty();
            });

    execute("DROP EVENT TRIGGER refuse");
    assertThat(persistence.migrate()).extracting(Migration::version).startsWith("20261124090500");
  }

  @Test
  void saysThatADatabaseCannotBeReached() {
    try (Persistence nowhere =
        Persistence.open(
            PersistenceSettings.of(DatabaseUrl.parse("postgresql://me:secret@localhost:1/none")),
            () -> Samples.NOW)) {
      assertThatThrownBy(nowhere::migrate)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("cannot be read: Connection to localhost:1 refused")
          .message()
          .doesNotContain("secret");
    }
  }

  private void assertRefused(Problem problem, String... words) {
    assertThat(persistence.schemaState())
        .isInstanceOfSatisfying(
            Unusable.class,
            unusable -> {
              assertThat(unusable.problem()).isEqualTo(problem);
              assertThat(unusable.explanation()).contains(words);
              assertThatThrownBy(persistence::migrate)
                  .isInstanceOf(SchemaException.class)
                  .hasMessage(unusable.explanation());
            });
  }

  private void execute(String sql) {
    PostgresServer.execute(dataSource, sql);
  }
}
