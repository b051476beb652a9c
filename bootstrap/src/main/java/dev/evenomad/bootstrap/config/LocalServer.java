package dev.evenomad.bootstrap.config;

import java.net.URI;
import java.util.Map;

/**
 * The server that runs with the same environment on the same machine.
 *
 * @param uri where it is reached from there
 */
public record LocalServer(URI uri) {

  /**
   * Finds it.
   *
   * @throws IncompleteConfigurationException if the environment does not say where it listens
   */
  public static LocalServer read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    int port = variables.optional(Variable.PORT, 8080, Endpoints::port);
    String host = variables.optional(Variable.HOST, "0.0.0.0", Endpoints::host);
    if (!variables.problems().isEmpty()) {
      throw new IncompleteConfigurationException(variables.problems());
    }
    return new LocalServer(URI.create("http://" + reachable(host) + ":" + port));
  }

  /** Every address of the machine is listened on, but none of them is that. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
