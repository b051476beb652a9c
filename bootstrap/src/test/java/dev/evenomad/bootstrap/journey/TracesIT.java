package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.server.NomadServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a server sends to a collector of traces. */
final class TracesIT {

  private final List<String> received = new CopyOnWriteArrayList<>();

  @Test
  void requestsAndReadingsAreTraced() throws Exception {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          // Texts stand in protobuf as they are.
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    long pilot;
    try (RunningWorld running = new RunningWorld()) {
      running.server.close();
      pilot = running.pilotTraining(Duration.ofMinutes(5));
      try (NomadServer server = running.anotherServer("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
          Phone phone = RunningWorld.phoneAt(server)) {
        running.signIn(phone, pilot, "traced-phone");
        running.awaitSync(phone, pilot);
        running.clock.advance(Duration.ofMinutes(5));
        assertThat(running.awaitPush("traced-phone")).hasSize(1);
        running.awaitNotification(phone, "sent");
      }
    } finally {
      collector.stop(0);
    }

    String all = String.join("\n", received);
    assertThat(all)
        .contains(
            "service.name",
            "nomad",
            "POST /v1/auth/token",
            "GET /v1/characters/{characterId}/skill-queue",
            "http.response.status_code",
            "nomad.work.kind",
            "work reading",
            "work push_delivery",
            "push fcm",
            "accepted",
            "eve EveSso.exchange",
            "eve SkillSource.");
    assertThat(all).doesNotContain(Long.toString(pilot), "Test Pilot", "traced-phone");
  }
}
