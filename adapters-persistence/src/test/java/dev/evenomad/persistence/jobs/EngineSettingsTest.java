package dev.evenomad.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EngineSettingsTest {

  @Test
  void hasTheseDefaults() {
    assertThat(EngineSettings.DEFAULT)
        .isEqualTo(
            new EngineSettings(
                32,
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10)));
  }

  @Test
  void changesOneThingAtATime() {
    EngineSettings changed =
        EngineSettings.DEFAULT
            .withConcurrency(1)
            .withPollInterval(Duration.ofMillis(2))
            .withHeartbeat(Duration.ofMillis(300))
            .withRetries(Duration.ofMillis(4), Duration.ofMillis(5))
            .withPatience(Duration.ofMillis(6));

    assertThat(changed)
        .isEqualTo(
            new EngineSettings(
                1,
                Duration.ofMillis(2),
                Duration.ofMillis(300),
                Duration.ofMillis(4),
                Duration.ofMillis(5),
                Duration.ofMillis(6)));
  }

  @Test
  void refusesWhatMakesNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withConcurrency(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withPollInterval(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withHeartbeat(Duration.ofMillis(99)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withRetries(Duration.ZERO, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withRetries(second, Duration.ofMillis(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withPatience(second.negated()));
  }
}
