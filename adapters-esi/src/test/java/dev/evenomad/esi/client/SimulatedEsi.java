package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;

import dev.evenomad.esi.http.HttpSettings;
import dev.evenomad.esi.http.LoopbackServer;
import java.time.Duration;

/** What the tests of this package share: a server in ESI's place, and settings that point to it. */
final class SimulatedEsi implements AutoCloseable {

  final LoopbackServer server = new LoopbackServer();

  EsiSettings settings() {
    return settings(Duration.ofSeconds(10), 20);
  }

  EsiSettings settings(Duration callTimeout, int maxConcurrentCalls) {
    return new EsiSettings(
        server.base(),
        EsiSettings.COMPATIBILITY_DATE,
        new HttpSettings(
            "EveNomad-test/1.0 (test@example.org)", callTimeout, callTimeout, 1_000_000),
        maxConcurrentCalls,
        Duration.ofMillis(5));
  }

  /** An answer as ESI gives it, fresh for a minute. */
  static LoopbackServer.Responder json(String body, String etag) {
    return exchange ->
        (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                ? answer(304, "", "ETag", etag, "Cache-Control", "private, max-age=60")
                : answer(
                    200,
                    body,
                    "Content-Type",
                    "application/json; charset=utf-8",
                    "ETag",
                    etag,
                    "Cache-Control",
                    "private, max-age=60"))
            .respond(exchange);
  }

  @Override
  public void close() {
    server.close();
  }
}
