package dev.evenomad.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.job.JobQuery.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JobQueryTest {

  @Test
  void hasPagesOfOneToAHundredJobs() {
    assertThat(JobQuery.latest(1).limit()).isEqualTo(1);
    assertThat(JobQuery.latest(100).limit()).isEqualTo(100);
    assertThatIllegalArgumentException().isThrownBy(() -> JobQuery.latest(0));
    assertThatIllegalArgumentException().isThrownBy(() -> JobQuery.latest(101));
  }

  @Test
  void goesOnFromAPlace() {
    Position place = new Position(Instant.EPOCH, new JobId("job"));

    assertThat(JobQuery.latest(7).after(place).after()).contains(place);
    assertThat(JobQuery.latest(7).after(place).limit()).isEqualTo(7);
  }
}
