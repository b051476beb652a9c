package dev.evenomad.bootstrap.cli;

import dev.evenomad.bootstrap.config.IncompleteConfigurationException;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.ServerSettings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nomad serve}: the server, configured by the environment. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server until it is stopped (Ctrl-C or SIGTERM).",
      "",
      "Configured by the environment. Needed: DATABASE_URL, ENCRYPTION_KEY, JWT_SECRET,",
      "EVE_CLIENT_ID, EVE_CLIENT_SECRET, FCM_CREDENTIALS. Optional: PUBLIC_URL,",
      "APP_REDIRECT_URIS, ESI_CONTACT, HOST, PORT, EVE_SSO_URL, ESI_URL, FCM_URL,",
      "VAPID_PRIVATE_KEY with VAPID_SUBJECT, WEB_PUSH_ORIGINS. Each secret may be in a file:",
      "DATABASE_URL_FILE names the one with DATABASE_URL, and so on.",
      "What is missing or wrong is told all at once, with how to make it."
    })
final class ServeCommand implements Callable<Integer> {

  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  ServeCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return switch (ServeConfiguration.read(environment)) {
      case ServeConfiguration.Complete complete -> serve(complete.settings());
      case ServeConfiguration.Incomplete incomplete ->
          throw new IncompleteConfigurationException(incomplete.problems());
    };
  }

  private int serve(ServerSettings settings) {
    try (UntilStopped running = UntilStopped.begin()) {
      NomadServer server = running.start(() -> NomadServer.start(settings));
      PrintWriter out = spec.commandLine().getOut();
      out.println("nomad serves at " + server.uri());
      out.flush();
      running.await();
      return 0;
    }
  }
}
