package dev.evenomad.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.environment.Backoff;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Urgency;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EngineSettingsTest {

  @Test
  void changesOneThingAtATime() {
    Backoff retries = new Backoff(Duration.ofMillis(4), Duration.ofMillis(5));
    EngineSettings changed =
        EngineSettings.DEFAULT
            .withSlots(1)
            .withPollInterval(Duration.ofMillis(2))
            .withHeartbeat(Duration.ofMillis(300))
            .withRetries(retries)
            .withPatience(Duration.ofMillis(6));

    assertThat(changed.slots().values()).containsOnly(1).hasSize(Urgency.values().length);
    assertThat(changed.pollInterval()).isEqualTo(Duration.ofMillis(2));
    assertThat(changed.heartbeat()).isEqualTo(Duration.ofMillis(300));
    assertThat(changed.retries().apply(JobType.SYNC_MAIL)).isEqualTo(retries);
    assertThat(changed.patience()).isEqualTo(Duration.ofMillis(6));
  }

  @Test
  void refusesWhatMakesNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException().isThrownBy(() -> EngineSettings.DEFAULT.withSlots(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withPollInterval(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withHeartbeat(Duration.ofMillis(99)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withPatience(second.negated()));
  }
}
