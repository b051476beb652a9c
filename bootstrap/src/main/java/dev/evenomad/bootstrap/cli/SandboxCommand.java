package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.SeededPopulation;
import dev.evenomad.bootstrap.server.NomadServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nomad sandbox}: a server, a simulated EVE and FCM, and a database, kept running. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps a server with its own PostgreSQL running, on a simulated EVE and FCM,",
      "and prints what to try. Stop it with Ctrl-C."
    })
final class SandboxCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the server listens; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Option(
      names = "--eve-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Where the simulated EVE and FCM listen; ${DEFAULT-VALUE} unless given.")
  private int evePort;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = {
        "Where the database is kept between runs; remove it to begin anew.",
        "Unless given: eve-nomad/sandbox in your folder for application data."
      })
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--redirect-uri",
      paramLabel = "URI",
      defaultValue = "evenomad://callback",
      description = "Where the app waits for a sign-in; ${DEFAULT-VALUE} unless given.")
  private URI redirectUri = URI.create("evenomad://callback");

  @Option(
      names = "--pilots",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = {
        "Invents so many more pilots, with skills, mail, orders, jobs and colonies;",
        "at most 100000, none unless given."
      })
  private int pilots;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Invents the same pilots for the same number; ${DEFAULT-VALUE} unless given.")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (port < 1 || port > 65535 || evePort < 1 || evePort > 65535 || port == evePort) {
      throw new ParameterException(
          spec.commandLine(), "The two ports are different numbers from 1 to 65535.");
    }
    if (pilots < 0 || pilots > SeededPopulation.MOST) {
      throw new ParameterException(
          spec.commandLine(), "The pilots are a number from 0 to " + SeededPopulation.MOST + ".");
    }
    Path folder = data.orElseGet(SandboxCommand::usualFolder).toAbsolutePath();
    LocalWorldSettings settings =
        new LocalWorldSettings(
            Optional.of(folder),
            port,
            evePort,
            Set.of(redirectUri),
            Clock.systemUTC(),
            pilots == 0 ? new FirstPilots() : new SeededPopulation(seed, pilots));
    PrintWriter out = spec.commandLine().getOut();
    try (UntilStopped running = UntilStopped.begin()) {
      LocalWorld world = running.start(() -> new LocalWorld(settings));
      out.println("nomad: starting PostgreSQL, its data in " + folder);
      out.flush();
      world.startDatabase();
      Sandbox sandbox = world.startSandbox();
      NomadServer server = world.startServer();
      Path variables = folder.resolve("server.env");
      URI own = URI.create("http://127.0.0.1:" + (Math.max(port, evePort) + 1));
      write(variables, world.environment(own));
      out.println(SandboxGuide.of(server.uri(), sandbox, redirectUri, variables, own));
      out.flush();
      running.await();
      return 0;
    }
  }

  /** For a POSIX shell to read. */
  private static void write(Path file, Map<String, String> variables) {
    List<String> lines =
        variables.entrySet().stream()
            .map(one -> one.getKey() + "='" + one.getValue().replace("'", "'\\''") + "'")
            .toList();
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static Path usualFolder() {
    String home = System.getProperty("user.home");
    String folder = System.getenv("XDG_DATA_HOME");
    Path base =
        folder == null || folder.isBlank() ? Path.of(home, ".local", "share") : Path.of(folder);
    return base.resolve(Path.of("eve-nomad", "sandbox"));
  }
}
