package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.bootstrap.seed.SeedReport;
import dev.evenomad.bootstrap.seed.Seeding;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.vault.Vault;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nomad seed}: test data for development. */
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    description = {
      "Puts test data for development into the database, whose schema it brings up to",
      "date first: pilot1@example.com (free, 2 characters), pilot2@example.com (premium,",
      "1 character), and sessions, jobs, cached data, notifications and settings of theirs.",
      "The same on every run; what is there stays as it is.",
      "",
      "Configured by DATABASE_URL and ENCRYPTION_KEY."
    })
final class SeedCommand implements Callable<Integer> {

  @Mixin private final ToolOutput output = new ToolOutput();

  private final Map<String, String> environment;

  SeedCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Logs.onlyErrors();
    ToolConfiguration configuration = ToolConfiguration.read(environment);
    try (output;
        Persistence persistence = Persistence.open(configuration.database(), Clock.systemUTC())) {
      persistence.migrate(output);
      SeedReport report = Seeding.run(persistence, Vault.of(configuration.keys()));
      output.report(report.toJson(), report.toString());
    }
    return 0;
  }
}
