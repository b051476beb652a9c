package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.config.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nomad health}: whether the server of this machine can serve, for who watches over it. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the server of this machine whether it can serve: GET /health/readiness at HOST and",
      "PORT, as serve reads them. Exit codes: 0 it can, 1 it cannot or does not answer, 78 HOST or",
      "PORT is wrong."
    })
final class HealthCommand implements Callable<Integer> {

  private static final String READINESS = "/health/readiness";

  /** An answer is much shorter. */
  private static final int MAX_BYTES = 16 * 1024;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long to wait for the answer; ${DEFAULT-VALUE} unless given.")
  private int timeout;

  @Mixin private final ToolOutput output = new ToolOutput();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, String> environment;

  HealthCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (timeout < 1 || timeout > 600) {
      throw new ParameterException(
          spec.commandLine(), "The timeout is a number of seconds from 1 to 600.");
    }
    URI uri = LocalServer.read(environment).uri().resolve(READINESS);
    Health health = ask(uri);
    try (output) {
      output.report(health.json(uri), health.people(uri));
    }
    return health.ready() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Health ask(URI uri) throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(() -> answer(uri)).get(timeout, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Health.unknown("no answer within " + timeout + " s");
    } catch (ExecutionException e) {
      return Health.unknown(
          "no answer: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }

  private Health answer(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(timeout));
      connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(timeout));
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(MAX_BYTES);
        JsonNode checks = new JsonMapper().readTree(bytes).path("checks");
        return checks.isObject()
            ? new Health(status == HttpURLConnection.HTTP_OK, Optional.empty(), checks)
            : Health.unknown("something else answers there, with status " + status);
      }
    } catch (JsonProcessingException e) {
      return Health.unknown("something else answers there");
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * What came of it.
   *
   * @param why it is not known; empty if it is
   * @param checks what the server needs, each up or down
   */
  private record Health(boolean ready, Optional<String> why, JsonNode checks) {

    static Health unknown(String why) {
      return new Health(false, Optional.of(why), JsonNodeFactory.instance.objectNode());
    }

    ObjectNode json(URI uri) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("ready", ready)
              .put("uri", uri.toString())
              .put("why", why.orElse(null));
      json.set("checks", checks);
      return json;
    }

    String people(URI uri) {
      String what =
          why.orElseGet(
              () ->
                  checks.properties().stream()
                      .map(check -> check.getKey() + " " + check.getValue().asText())
                      .collect(Collectors.joining(", ")));
      return "%s  %s  %s".formatted(ready ? "ready" : "not ready", uri, what).strip();
    }
  }
}
