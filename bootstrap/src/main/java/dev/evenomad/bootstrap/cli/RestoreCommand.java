package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.backup.RestoreReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nomad restore}: the way back from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Makes of the database in DATABASE_URL what is in a file that backup wrote, wholly or not at",
      "all. A damaged or newer file is refused before anything is touched; an older one is brought",
      "up to date. Stop the servers first."
    })
final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What to restore.")
  private Path file = Path.of("");

  @Option(names = "--replace", description = "Replace the data that are in the database.")
  private boolean replace;

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  RestoreCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Logs.onlyErrors();
    PersistenceSettings database = ToolConfiguration.readDatabase(environment);
    try (output;
        Persistence persistence = Persistence.open(database, Clock.systemUTC())) {
      long began = System.nanoTime();
      RestoreReport report = persistence.backups().restore(file, replace, output);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      output.report(
          BackupReports.json(report.file(), report.kind(), report.createdAt(), report.rows(), took)
              .put("backupVersion", report.backupVersion())
              .put("schemaVersion", report.schemaVersion()),
          "Restored %s, of %s. The schema is at version %s%s."
              .formatted(
                  BackupReports.rows(report.totalRows(), took),
                  report.createdAt(),
                  report.schemaVersion(),
                  report.schemaVersion().equals(report.backupVersion())
                      ? ""
                      : ", up from " + report.backupVersion()));
    }
    return 0;
  }
}
