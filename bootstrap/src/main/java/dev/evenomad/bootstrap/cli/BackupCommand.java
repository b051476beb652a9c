package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.backup.BackupKind;
import dev.evenomad.persistence.backup.BackupReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nomad backup}: one consistent snapshot in one file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one consistent snapshot of the database in DATABASE_URL to a file, while servers"
          + " run.",
      "Only you can read the file; tokens stay encrypted in it, so keep ENCRYPTION_KEY too."
    })
final class BackupCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What to write.")
  private Path file = Path.of("");

  @Option(names = "--schema-only", description = "Only the schema, without a row.")
  private boolean schemaOnly;

  @Option(names = "--data-only", description = "Only the rows, for a database that has the schema.")
  private boolean dataOnly;

  @Option(names = "--force", description = "Overwrite FILE if it is there.")
  private boolean force;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  BackupCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    BackupKind kind = kind();
    Logs.onlyErrors();
    PersistenceSettings database = ToolConfiguration.readDatabase(environment);
    try (output;
        Persistence persistence = Persistence.open(database, Clock.systemUTC())) {
      long began = System.nanoTime();
      BackupReport report = persistence.backups().write(file, kind, force, output);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      output.report(
          BackupReports.json(report.file(), report.kind(), report.createdAt(), report.rows(), took)
              .put("schemaVersion", report.schemaVersion())
              .put("fileBytes", report.fileBytes()),
          "Backed up %s, schema version %s, to %s (%s)."
              .formatted(
                  BackupReports.rows(report.totalRows(), took),
                  report.schemaVersion(),
                  file,
                  megabytes(report.fileBytes())));
    }
    return 0;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  private BackupKind kind() {
    if (schemaOnly && dataOnly) {
      throw new ParameterException(
          spec.commandLine(), "--schema-only and --data-only exclude each other.");
    }
    if (schemaOnly) {
      return BackupKind.SCHEMA_ONLY;
    }
    return dataOnly ? BackupKind.DATA_ONLY : BackupKind.FULL;
  }
}
