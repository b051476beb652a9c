package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.http.LoopbackServer;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.EsiBudget;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes that share their budgets, around the daily downtime. */
final class DowntimeIT {

  private static final Instant BEGIN = Instant.parse("2026-09-01T11:00:00Z");
  private static final String PATH = "/universe/types/34";

  private final SettableClock now = SettableClock.at(BEGIN.plusSeconds(60));
  private final SimulatedEsi eve = new SimulatedEsi();
  private final FakeBudgets budgets = new FakeBudgets();
  private final BoundedHttp http = new BoundedHttp(eve.settings().http());
  private final EsiClient one = client();
  private final EsiClient other = client();

  private EsiClient client() {
    EsiBudget budget = new EsiBudget(budgets, Duration.ofSeconds(10));
    return new EsiClient(http, eve.settings(), budget, now);
  }

  @AfterEach
  void close() {
    http.close();
    eve.close();
  }

  private static Fetched<Long> ask(EsiClient client) {
    return client.get(EsiCall.of(EsiRoute.TYPE, 34), payload -> payload.number("type_id"));
  }

  private void assertPutOff(EsiClient client) {
    assertThat(ask(client))
        .isInstanceOfSatisfying(
            Fetched.Throttled.class,
            throttled ->
                assertThat(throttled.retryAfter())
                    .isBetween(Duration.ofMillis(1), Duration.ofSeconds(91)));
  }

  private int asked() {
    return eve.server.requests(PATH).size();
  }

  private int looks() {
    return eve.server.requests("/status").size();
  }

  private static Responder status(String vip) {
    return answer(
        200,
        "{\"players\":1,\"server_version\":\"1\",\"start_time\":\"2026-09-01T11:05:00Z\""
            + vip
            + "}");
  }

  @Test
  void oneFailureStopsEverybodyUntilTheGameIsUp() {
    eve.server.on(PATH, answer(504, "{\"error\":\"Timeout contacting tranquility\"}"));
    eve.server.on("/status", answer(503, ""), status(",\"vip\":true"), status(""));

    assertPutOff(one);
    now.advance(Duration.ofSeconds(1));
    assertPutOff(other);
    assertPutOff(one);
    assertThat(asked()).as("not repeated, and not asked by anybody else").isEqualTo(1);
    assertThat(looks()).isZero();

    now.advance(Duration.ofSeconds(30));
    assertPutOff(other);
    assertPutOff(one);
    assertThat(looks()).as("down").isEqualTo(1);
    now.advance(Duration.ofSeconds(31));
    assertPutOff(one);
    assertPutOff(other);
    assertThat(looks()).as("up, but for staff only").isEqualTo(2);

    eve.server.on(PATH, answer(200, "{\"type_id\":34}"));
    now.advance(Duration.ofSeconds(31));
    assertThat(ask(one)).isInstanceOf(Fetched.Fresh.class);
    assertPutOff(other);
    now.advance(Duration.ofSeconds(31));
    assertThat(ask(other)).isInstanceOf(Fetched.Fresh.class);
    assertThat(looks()).as("each of them has seen that it is up").isEqualTo(4);
    assertThat(one.statistics().snapshot().throttled()).isEqualTo(Map.of("downtime", 4L));
  }

  @Test
  void aBrokenConnectionMeansDowntimeToo() {
    eve.server.on(PATH, LoopbackServer.broken());

    assertPutOff(one);
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void itEndsByTheClockAtTheLatest() {
    eve.server.on(PATH, answer(502, ""), answer(200, "{\"type_id\":34}"));
    now.set(BEGIN.plus(Duration.ofMinutes(14)));
    assertPutOff(one);

    now.set(BEGIN.plus(Duration.ofMinutes(15)));
    assertThat(ask(one)).isInstanceOf(Fetched.Fresh.class);
    assertThat(looks()).isZero();
  }

  @Test
  void outsideOfItAFailureIsAFailure() {
    eve.server.on(PATH, answer(502, ""));
    now.set(BEGIN.minusSeconds(1));

    assertThat(ask(one)).isInstanceOf(Fetched.Unavailable.class);
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  void whoeverAsksHowTheGameIsGetsToKnow() {
    eve.server.on("/status", answer(503, ""));

    assertThat(one.get(EsiCall.of(EsiRoute.STATUS), EsiStatus::read))
        .isEqualTo(new Fetched.Unavailable<>("ESI answered 503"));
  }

  @Test
  void nothingIsSuspectedWhileEsiAnswers() {
    eve.server.on(PATH, answer(200, "{\"type_id\":34}"));

    assertThat(ask(one)).isInstanceOf(Fetched.Fresh.class);
    assertThat(looks()).isZero();
  }
}
