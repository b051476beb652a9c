package dev.evenomad.bootstrap.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code nomad}: the command that has all others. Exit codes: 0 done, 1 failed, 2 wrong usage, 78
 * wrong configuration.
 */
@Command(
    name = "nomad",
    description = "The backend of a mobile companion app for EVE Online.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.",
      "./nomad COMMAND --help tells more of a command."
    })
public final class NomadCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private NomadCommand() {}

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    return commandLine(System.getenv()).execute(arguments);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new NomadCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new SandboxCommand())
        .addSubcommand(new ServeCommand(environment))
        .addSubcommand(new MigrateCommand(environment))
        .addSubcommand(new BackupCommand(environment))
        .addSubcommand(new RestoreCommand(environment))
        .addSubcommand(new RotateKeysCommand(environment))
        .addSubcommand(new VapidKeysCommand())
        .addSubcommand(new ImportPrismaCommand(environment))
        .addSubcommand(new SeedCommand(environment))
        .addSubcommand(new DoctorCommand(environment))
        .addSubcommand(new HealthCommand(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::tell);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
