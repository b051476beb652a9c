package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.config.ImportConfiguration;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.prisma.Finding;
import dev.evenomad.persistence.prisma.ImportReport;
import dev.evenomad.persistence.vault.Vault;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nomad import-prisma}: an existing database of the original moves in. */
@Command(
    name = "import-prisma",
    mixinStandardHelpOptions = true,
    description = {
      "Moves an existing EVE Nomad database in, as Prisma 6 made it.",
      "",
      "It is only read. Ids and times are kept, tokens are encrypted anew, and phones stay signed",
      "in as long as JWT_SECRET stays the same. What cannot come over is told with the reason.",
      "Stop the old server first. After an interruption, run it again: it does the rest.",
      "",
      "Configured by the environment: DATABASE_URL and ENCRYPTION_KEY of this server, and",
      "PRISMA_ENCRYPTION_KEY, which is the ENCRYPTION_KEY of the old one, exactly as it is there."
    })
final class ImportPrismaCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "The old database: postgresql://user:password@host:5432/name?schema=public")
  private String from = "";

  @Mixin private final ToolOutput output = new ToolOutput();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, String> environment;

  ImportPrismaCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    DatabaseUrl original = original();
    ImportConfiguration configuration = ImportConfiguration.read(environment);
    Logs.onlyErrors();
    ArrayNode findings = JsonNodeFactory.instance.arrayNode();
    try (output;
        Persistence persistence =
            Persistence.open(configuration.tool().database(), Clock.systemUTC())) {
      ImportReport report =
          persistence
              .prismaImport()
              .run(
                  original,
                  configuration.originalKey(),
                  Vault.of(configuration.tool().keys()),
                  output,
                  finding -> {
                    if (output.forMachines()) {
                      findings.add(json(finding));
                    }
                  });
      output.report(json(report, findings), text(report));
    }
    return 0;
  }

  /** Not by picocli, whose complaint would repeat the URL with its password. */
  private DatabaseUrl original() {
    try {
      return DatabaseUrl.parse(from);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from: " + e.getMessage());
    }
  }

  private static JsonNode json(Finding finding) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("table", finding.table())
        .put("id", finding.id())
        .put("taken", finding.taken())
        .put("reason", finding.reason());
  }

  private static JsonNode json(ImportReport report, ArrayNode findings) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("complete", report.complete());
    ArrayNode tables = object.putArray("tables");
    for (ImportReport.Table table : report.tables()) {
      tables
          .addObject()
          .put("table", table.name())
          .put("read", table.read())
          .put("taken", table.taken())
          .put("alreadyThere", table.alreadyThere())
          .put("notTaken", table.notTaken());
    }
    object.put("defaultSettings", report.defaultSettings());
    object.set("findings", findings);
    return object;
  }

  private static String text(ImportReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-16s %10s %10s %14s %10s%n".formatted("", "read", "taken", "already there", "not taken"));
    for (ImportReport.Table table : report.tables()) {
      text.append(
          "%-16s %10d %10d %14d %10d%n"
              .formatted(
                  table.name(),
                  table.read(),
                  table.taken(),
                  table.alreadyThere(),
                  table.notTaken()));
    }
    if (report.defaultSettings() > 0) {
      text.append(
          "%nUsers without settings, who have the defaults now: %d%n"
              .formatted(report.defaultSettings()));
    }
    text.append(groups("Taken with a change:", report, ImportReport.Table::changes));
    text.append(groups("Not taken:", report, ImportReport.Table::reasons));
    text.append(
        report.complete()
            ? "%nEverything that the old database holds is here.".formatted()
            : "%nThe rest is here. --json names each row that is not.".formatted());
    return text.toString();
  }

  private static String groups(
      String title, ImportReport report, Function<ImportReport.Table, Map<String, Long>> groups) {
    StringBuilder text = new StringBuilder();
    for (ImportReport.Table table : report.tables()) {
      groups
          .apply(table)
          .forEach(
              (reason, rows) ->
                  text.append("  %-16s %10d  %s%n".formatted(table.name(), rows, reason)));
    }
    return text.isEmpty() ? "" : "%n%s%n%s".formatted(title, text);
  }
}
