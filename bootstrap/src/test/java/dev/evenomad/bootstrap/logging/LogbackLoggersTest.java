package dev.evenomad.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.http.operator.Loggers.Level;
import dev.evenomad.http.operator.Loggers.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Levels that change while the program runs. */
final class LogbackLoggersTest {

  private static final String NAME = "dev.evenomad.bootstrap.logging.LogbackLoggersTest";

  private final Logger logger = LoggerFactory.getLogger(NAME);
  private final LogbackLoggers loggers = LogbackLoggers.ofProgram(Clock.systemUTC()).orElseThrow();

  @AfterEach
  void close() {
    loggers.change(NAME, Optional.empty(), Optional.empty());
    loggers.close();
  }

  @Test
  void aLevelIsSetAndTakenAway() {
    State set = loggers.change(NAME, Optional.of(Level.TRACE), Optional.empty()).orElseThrow();
    assertThat(set)
        .isEqualTo(new State(NAME, Optional.of(Level.TRACE), Level.TRACE, Optional.empty()));
    assertThat(logger.isTraceEnabled()).isTrue();
    assertThat(loggers.all()).contains(set);

    State taken = loggers.change(NAME, Optional.empty(), Optional.empty()).orElseThrow();
    assertThat(taken.level()).isEmpty();
    assertThat(logger.isTraceEnabled()).isFalse();
  }

  @Test
  void aLevelForATimeIsGivenBack() {
    loggers.change(NAME, Optional.of(Level.ERROR), Optional.empty());
    loggers.change(NAME, Optional.of(Level.DEBUG), Optional.of(Duration.ofHours(1)));
    State again =
        loggers
            .change(NAME, Optional.of(Level.TRACE), Optional.of(Duration.ofMillis(100)))
            .orElseThrow();
    assertThat(again.until()).isPresent();
    assertThat(logger.isTraceEnabled()).isTrue();

    await().until(() -> !logger.isWarnEnabled());
    assertThat(logger.isErrorEnabled()).isTrue();
  }

  @Test
  void closingGivesBack() {
    loggers.change(NAME, Optional.of(Level.TRACE), Optional.of(Duration.ofHours(1)));
    loggers.close();
    assertThat(logger.isTraceEnabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.netty",
        "io.lettuce",
        "dev.evenomadic",
        "dev.evenomad.",
        "dev.evenomad.x y",
        ""
      })
  void othersStayAsTheyAre(String name) {
    assertThat(loggers.change(name, Optional.of(Level.TRACE), Optional.empty())).isEmpty();
  }

  @Test
  void theRootHasALevel() {
    assertThat(loggers.change("ROOT", Optional.empty(), Optional.empty())).isEmpty();
    assertThat(loggers.all()).extracting(State::name).contains("ROOT", "dev.evenomad");
  }
}
