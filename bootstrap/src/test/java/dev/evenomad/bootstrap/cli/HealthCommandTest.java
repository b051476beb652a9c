package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthCommandTest {

  private static final String UP = "{\"status\":\"up\",\"checks\":{\"database\":\"up\"}}";
  private static final String DOWN = "{\"status\":\"down\",\"checks\":{\"database\":\"down\"}}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "localhost"})
  void isZeroWhenTheServerIsReady(String host) {
    answer(200, UP);
    assertThat(run(Map.of("HOST", host, "PORT", port()), "health")).isZero();
    assertThat(out.toString()).startsWith("ready  http://").contains("database up");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void isOneWhenSomethingIsMissing() throws IOException {
    answer(503, DOWN);
    assertThat(run(Map.of("PORT", port()), "health", "--json")).isEqualTo(1);
    assertThat(new JsonMapper().readTree(out.toString()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"ready":false,"uri":"http://127.0.0.1:%s/health/readiness","why":null,
                     "checks":{"database":"down"}}
                    """
                        .formatted(port())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", ""})
  void isOneWhenSomethingElseAnswers(String body) {
    answer(200, body);
    assertThat(run(Map.of("PORT", port()), "health")).isEqualTo(1);
    assertThat(out.toString()).startsWith("not ready  ");
  }

  @Test
  void isOneWhenNobodyListens() {
    String port = port();
    server.stop(0);
    assertThat(run(Map.of("PORT", port), "health")).isEqualTo(1);
    assertThat(out.toString()).startsWith("not ready  ").contains("no answer: Connection refused");
  }

  @Test
  void isOneWhenNobodyAnswersInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = Map.of("PORT", Integer.toString(silent.getLocalPort()));
      assertThat(run(environment, "health", "--timeout", "1")).isEqualTo(1);
      assertThat(out.toString()).contains("no answer within 1 s");
    }
  }

  @Test
  void wantsAPortThatCanBe() {
    assertThat(run(Map.of("PORT", "hunter2"), "health")).isEqualTo(78);
    assertThat(err.toString()).contains("PORT is not usable").doesNotContain("hunter2");
    assertThat(out.toString()).isEmpty();
  }

  private void answer(int status, String body) {
    server.createContext(
        "/health/readiness",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
          }
        });
  }

  private String port() {
    return Integer.toString(server.getAddress().getPort());
  }

  private int run(Map<String, String> environment, String... arguments) {
    return NomadCommand.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
