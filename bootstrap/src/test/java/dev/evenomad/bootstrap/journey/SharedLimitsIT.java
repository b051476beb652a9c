package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.server.NomadServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits and idempotency keys of two servers on one PostgreSQL. */
final class SharedLimitsIT {

  private static final int LIMIT = 50;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void serversServeNoMoreTogetherAndDoNothingTwice() throws Exception {
    try (RunningWorld running = new RunningWorld();
        NomadServer first = limited(running);
        NomadServer second = limited(running);
        Phone phone = new Phone(first.uri(), RunningWorld.APP)) {
      long pilot = running.pilotTraining(Duration.ofDays(30));
      String token = running.signIn(phone, pilot).path("token").textValue();
      List<URI> servers = List.of(first.uri(), second.uri());

      for (int minute = 0; minute < 3; minute++) {
        running.clock.advance(Duration.ofMinutes(1));
        List<CompletableFuture<HttpResponse<String>>> answers =
            IntStream.range(0, 3 * LIMIT)
                .mapToObj(
                    turn ->
                        client.sendAsync(
                            request(servers.get(turn % 2), "/v1/me", token).build(),
                            BodyHandlers.ofString()))
                .toList();
        assertThat(answers)
            .extracting(answer -> answer.join().statusCode())
            .containsOnly(200, 429)
            .filteredOn(status -> status == 200)
            .hasSize(LIMIT);
      }

      String answer = test(first.uri(), token);
      assertThat(test(second.uri(), token)).isEqualTo(answer);
      assertThat(test(first.uri(), token)).isEqualTo(answer);
    } finally {
      client.close();
    }
  }

  private String test(URI server, String token) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(server, "/v1/notifications/test", token)
                .header("Idempotency-Key", "\"of-a-phone\"")
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(202);
    return response.body();
  }

  private static HttpRequest.Builder request(URI server, String path, String token) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("Authorization", "Bearer " + token);
  }

  private static NomadServer limited(RunningWorld running) {
    Map<String, String> environment =
        new HashMap<>(
            running.environment(URI.create("http://127.0.0.1:" + NomadProcess.freePort())));
    environment.put("RATE_LIMITS", "read=1000/" + LIMIT);
    return Optional.of(ServeConfiguration.read(environment))
        .map(ServeConfiguration.Complete.class::cast)
        .map(complete -> NomadServer.start(complete.settings(), running.clock))
        .orElseThrow();
  }
}
