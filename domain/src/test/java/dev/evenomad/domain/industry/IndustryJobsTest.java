package dev.evenomad.domain.industry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IndustryJobsTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(7);

  @Test
  void hasNoJobTwice() {
    MissingJob missing = new MissingJob(job(1), NOW, false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IndustryJobs(CHARACTER, List.of(job(1), job(1)), NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new IndustryJobs(CHARACTER, List.of(), List.of(missing, missing), Map.of(), NOW));
  }

  @Test
  void watchesWhatIsListedOrMissedOnlyOnce() {
    IndustryJobs jobs =
        new IndustryJobs(
            CHARACTER,
            List.of(job(1), job(2)),
            List.of(
                new MissingJob(job(2), NOW, true),
                new MissingJob(job(3), NOW, false),
                new MissingJob(job(4), NOW, true)),
            Map.of(),
            NOW);

    assertThat(jobs.watched()).containsExactly(job(1), job(3));
    assertThat(jobs.find(new IndustryJobId(2))).contains(job(2));
    assertThat(jobs.find(new IndustryJobId(3))).isEmpty();
  }

  @Test
  void knowsActivitiesByTheNumbersOfEsi() {
    assertThat(IndustryActivity.ofEsiId(1)).isEqualTo(IndustryActivity.MANUFACTURING);
    assertThat(IndustryActivity.ofEsiId(9)).isEqualTo(IndustryActivity.REACTION);
    assertThat(IndustryActivity.ofEsiId(11)).isEqualTo(IndustryActivity.REACTION);
    assertThat(IndustryActivity.ofEsiId(2)).isEqualTo(IndustryActivity.UNKNOWN);
  }

  private static IndustryJob job(long id) {
    return new IndustryJob(
        new IndustryJobId(id),
        IndustryActivity.COPYING,
        new TypeId(681),
        Optional.empty(),
        1,
        new LocationId(60003760),
        Status.ACTIVE,
        NOW,
        NOW.plusSeconds(60));
  }
}
