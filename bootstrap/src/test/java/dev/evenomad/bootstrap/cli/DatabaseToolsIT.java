package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrate, backup and restore, as an operator runs them one after the other. */
final class DatabaseToolsIT {

  private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aDatabaseIsMadeBackedUpAndRestored(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("nomad.backup");
    assertThat(run("migrate", "--dry-run")).isZero();
    assertThat(out.toString())
        .contains("migrations to apply:", "  20251018014129 (init)", "is not there yet");

    JsonNode dryRun = json("migrate", "--dry-run", "--json");
    assertThat(dryRun.path("applied")).isEmpty();
    assertThat(dryRun.path("pending").size()).isGreaterThan(2);
    assertThat(dryRun.path("schemaVersion").isNull()).isTrue();

    JsonNode migrated = json("migrate", "--json");
    assertThat(migrated.path("applied")).isEqualTo(dryRun.path("pending"));
    assertThat(migrated.path("pending")).isEmpty();
    assertThat(run("migrate")).isZero();
    assertThat(out.toString()).startsWith("The schema is up to date, at version 20");

    execute("INSERT INTO app_user (id, updated_at) VALUES ('one', now()), ('two', now())");
    assertThat(run("backup", file.toString())).isZero();
    assertThat(out.toString()).startsWith("Backed up 2 rows in ").contains(file.toString());
    assertThat(run("backup", file.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("nomad: ").contains("--force").hasLineCount(1);
    JsonNode backup = json("backup", file.toString(), "--force", "--json");
    assertThat(backup.path("rows").path("app_user").asLong()).isEqualTo(2);
    assertThat(backup.path("kind").asText()).isEqualTo("full");
    assertThat(backup.path("fileBytes").asLong()).isEqualTo(Files.size(file));

    assertThat(run("restore", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there are data in the database (app_user)");
    JsonNode restored = json("restore", file.toString(), "--replace", "--json");
    assertThat(restored.path("totalRows").asLong()).isEqualTo(2);
    assertThat(restored.path("schemaVersion")).isEqualTo(migrated.path("schemaVersion"));
    assertThat(run("restore", file.toString(), "--replace")).isZero();
    assertThat(out.toString()).startsWith("Restored 2 rows in ");
  }

  @Test
  void partsAreBackedUpAlone(@TempDir Path folder) throws Exception {
    run("migrate");
    String schema = folder.resolve("schema").toString();
    String data = folder.resolve("data").toString();
    assertThat(json("backup", "--schema-only", "--json", schema).path("kind").asText())
        .isEqualTo("schema-only");
    assertThat(json("backup", "--data-only", "--json", data).path("kind").asText())
        .isEqualTo("data-only");
    assertThat(run("restore", schema)).isZero();
    assertThat(run("restore", data)).isZero();
  }

  @Test
  void whatCannotBeDoneIsSaidInALine(@TempDir Path folder) throws Exception {
    assertThat(run("backup", folder.resolve("a").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("the database has no schema yet").hasLineCount(1);
    assertThat(run("restore", folder.resolve("a").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no file").hasLineCount(1);
    execute("CREATE TABLE theirs ()");
    for (String[] command : new String[][] {{"migrate"}, {"migrate", "--dry-run"}}) {
      assertThat(run(command)).isEqualTo(1);
      assertThat(err.toString()).contains("not the history of EVE Nomad's").hasLineCount(1);
    }
    assertThat(out.toString()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private JsonNode json(String... arguments) throws IOException {
    assertThat(run(arguments)).as(() -> err.toString()).isZero();
    assertThat(out.toString()).hasLineCount(1);
    assertThat(err.toString()).isEmpty();
    return new JsonMapper().readTree(out.toString());
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return NomadCommand.commandLine(Map.of("DATABASE_URL", database.jdbcUrl()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
