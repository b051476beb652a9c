package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.metrics.RequestObserver;
import dev.evenomad.http.operator.Loggers;
import dev.evenomad.http.operator.OperatorAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** How operators change what is logged. */
final class LoggersIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Protection OPEN =
      Protection.LEAST.with(new OperatorAccess(List.of(Secret.of(TOKEN)), List.of()));
  private static final KnownLoggers loggers = new KnownLoggers();

  @RegisterExtension
  static final Api api =
      new Api(OPEN, new Instruments(RequestObserver.NONE, Optional.empty(), Optional.of(loggers)));

  @Test
  void levelsAreChanged() {
    Answer set =
        api.sendJson("PUT", "/console/loggers/dev.evenomad.esi", TOKEN, "{\"level\":\"DEBUG\"}");
    assertThat(set.is(200).object())
        .containsOnly(
            Map.entry("name", "dev.evenomad.esi"),
            Map.entry("level", "DEBUG"),
            Map.entry("effective", "DEBUG"),
            new AbstractMap.SimpleEntry<>("until", null));
    Answer forATime =
        api.sendJson(
            "PUT",
            "/console/loggers/dev.evenomad.esi",
            TOKEN,
            "{\"level\":\"TRACE\",\"forMinutes\":10}");
    assertThat(forATime.is(200).text("until")).isEqualTo("2026-09-01T10:10:00Z");
    assertThat(api.get("/console/loggers", TOKEN).is(200).list("items"))
        .extracting(logger -> logger.get("name"))
        .contains("dev.evenomad.esi");
    Answer taken =
        api.sendJson("PUT", "/console/loggers/dev.evenomad.esi", TOKEN, "{\"level\":null}");
    assertThat(taken.is(200).object())
        .containsEntry("effective", "INFO")
        .containsEntry("level", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"level\":\"LOUD\"}",
        "{\"level\":\"debug\"}",
        "{\"level\":7}",
        "{\"level\":\"DEBUG\",\"forMinutes\":0}",
        "{\"level\":\"DEBUG\",\"forMinutes\":1441}",
        "{\"level\":\"DEBUG\",\"forMinutes\":\"10\"}",
        "{\"level\":\"DEBUG\",\"more\":1}"
      })
  void whatMakesNoSenseIsRefused(String body) {
    api.sendJson("PUT", "/console/loggers/dev.evenomad.esi", TOKEN, body)
        .isProblem(400, "invalid_request");
  }

  @Test
  void otherLoggersStayAsTheyAre() {
    api.sendJson("PUT", "/console/loggers/io.netty", TOKEN, "{\"level\":\"DEBUG\"}")
        .isProblem(400, "invalid_request");
  }

  @Test
  void nobodyElseSeesThem() {
    api.get("/console/loggers").isProblem(401, "operator_token_required");
    api.sendJson("PUT", "/console/loggers/dev.evenomad", "x", "{\"level\":\"DEBUG\"}")
        .isProblem(401, "operator_token_required");
    try (Api none = new Api(OPEN)) {
      none.get("/console/loggers", TOKEN).isProblem(404, "not_found");
    }
  }

  @Test
  void theLogKnowsTheRequest() {
    api.send(api.request("/console/loggers", TOKEN).header("X-Request-Id", "named-by-us")).is(200);
    assertThat(loggers.askedFor).isEqualTo("named-by-us");
    Answer another = api.get("/console/loggers", TOKEN).is(200);
    assertThat(another.header("X-Request-Id")).hasValue(String.valueOf(loggers.askedFor));
  }

  /** Knows our own, and for which request it was asked last. */
  private static final class KnownLoggers implements Loggers {

    private final Map<String, State> states = new HashMap<>();
    private volatile @Nullable String askedFor;

    @Override
    public synchronized List<State> all() {
      askedFor = MDC.get("requestId");
      return List.copyOf(states.values());
    }

    @Override
    public synchronized Optional<State> change(
        String name, Optional<Level> level, Optional<Duration> time) {
      if (!name.startsWith("dev.evenomad")) {
        return Optional.empty();
      }
      State state = new State(name, level, level.orElse(Level.INFO), time.map(NOW::plus));
      states.put(name, state);
      return Optional.of(state);
    }
  }
}
