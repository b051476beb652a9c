package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.schema.Migration;
import dev.evenomad.persistence.schema.SchemaState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nomad migrate}: the schema of the database, brought up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Brings the schema of the database in DATABASE_URL up to date, as serve does at its start.",
      "Refuses a schema that is newer than this program, that a failed migration left behind,",
      "or that is somebody else's, and says the way out."
    })
final class MigrateCommand implements Callable<Integer> {

  @Option(names = "--dry-run", description = "List what would be applied, and change nothing.")
  private boolean dryRun;

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  MigrateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Logs.onlyErrors();
    PersistenceSettings database = ToolConfiguration.readDatabase(environment);
    try (output;
        Persistence persistence = Persistence.open(database, Clock.systemUTC())) {
      List<Migration> applied = dryRun ? List.of() : persistence.migrate(output);
      SchemaState.Usable schema = persistence.schemaState().orRefuse();
      output.report(json(applied, schema), people(applied, schema));
    }
    return 0;
  }

  private ObjectNode json(List<Migration> applied, SchemaState.Usable schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dryRun", dryRun);
    json.put("schemaVersion", schema.version().orElse(null));
    json.set("applied", json(applied));
    json.set("pending", json(schema.pending()));
    return json;
  }

  private static ArrayNode json(List<Migration> migrations) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    migrations.forEach(
        migration ->
            json.addObject()
                .put("version", migration.version())
                .put("description", migration.description()));
    return json;
  }

  private static String people(List<Migration> applied, SchemaState.Usable schema) {
    String now = schema.version().map(version -> "at version " + version).orElse("not there yet");
    if (!schema.pending().isEmpty()) {
      return list(schema.pending(), "to apply") + "\nThe schema is " + now + ".";
    }
    return applied.isEmpty()
        ? "The schema is up to date, " + now + "."
        : list(applied, "applied") + "\nThe schema is up to date, " + now + ".";
  }

  private static String list(List<Migration> migrations, String what) {
    return migrations.stream()
        .map(migration -> "\n  " + migration)
        .collect(
            Collectors.joining(
                "",
                "%d migration%s %s:"
                    .formatted(migrations.size(), migrations.size() == 1 ? "" : "s", what),
                ""));
  }
}
