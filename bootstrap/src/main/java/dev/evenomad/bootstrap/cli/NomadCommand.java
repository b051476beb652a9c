package dev.evenomad.bootstrap.cli;

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
    subcommands = {DemoCommand.class, SandboxCommand.class, ServeCommand.class},
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.",
      "./nomad COMMAND --help tells more of a command."
    })
public final class NomadCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Called by picocli. */
  NomadCommand() {
    this.spec = CommandLine.Model.CommandSpec.create();
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    return new CommandLine(new NomadCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::tell)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
