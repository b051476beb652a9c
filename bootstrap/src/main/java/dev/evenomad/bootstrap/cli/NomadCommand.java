package dev.evenomad.bootstrap.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
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

  /** In the order in which they are shown; what they need is the environment. */
  private static final Map<String, Function<Map<String, String>, Callable<Integer>>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", environment -> new DemoCommand());
    COMMANDS.put("sandbox", environment -> new SandboxCommand());
    COMMANDS.put("serve", ServeCommand::new);
    COMMANDS.put("migrate", MigrateCommand::new);
    COMMANDS.put("backup", BackupCommand::new);
    COMMANDS.put("restore", RestoreCommand::new);
    COMMANDS.put("rotate-keys", RotateKeysCommand::new);
    COMMANDS.put("vapid-keys", environment -> new VapidKeysCommand());
    COMMANDS.put("import-prisma", ImportPrismaCommand::new);
    COMMANDS.put("seed", SeedCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("health", HealthCommand::new);
  }

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private NomadCommand() {}

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    // To read all commands takes longer than to run one.
    return (COMMANDS.containsKey(first)
            ? commandLine(System.getenv(), Set.of(first))
            : commandLine(System.getenv()))
        .execute(arguments);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return commandLine(environment, COMMANDS.keySet());
  }

  private static CommandLine commandLine(Map<String, String> environment, Set<String> known) {
    CommandLine nomad = new CommandLine(new NomadCommand());
    COMMANDS.forEach(
        (name, command) -> {
          if (known.contains(name)) {
            nomad.addSubcommand(command.apply(environment));
          }
        });
    return nomad
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::tell);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
