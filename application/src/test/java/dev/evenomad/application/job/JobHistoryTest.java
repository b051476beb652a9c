package dev.evenomad.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.sync.RequestSync.Outcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobHistoryTest {

  private final NomadFixture fixture = new NomadFixture();

  @Test
  void showsTheJobsOfAllPilotsTheNewestFirst() {
    Job first = requested("Ada");
    fixture.clock.advance(Duration.ofSeconds(1));
    Job second = requested("Bo");

    JobPage newest = fixture.nomad.jobHistory().page(JobQuery.latest(1));
    JobQuery rest = JobQuery.latest(1).after(newest.next().orElseThrow());

    assertThat(newest.items()).map(Job::id).containsExactly(second.id());
    assertThat(fixture.nomad.jobHistory().page(rest).items())
        .map(Job::id)
        .containsExactly(first.id());
  }

  @Test
  void showsWhatFailed() {
    requested("Ada");
    JobQuery failed =
        new JobQuery(
            Optional.empty(),
            Optional.of(JobStatus.FAILED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            10);

    assertThat(fixture.nomad.jobHistory().page(failed).items()).isEmpty();
  }

  private Job requested(String name) {
    CharacterId character = fixture.newCharacter(name);
    OpenedSession session = fixture.signIn(character);
    List<Job> jobs =
        ((Outcome.Queued) fixture.nomad.requestSync().request(session.user(), character)).jobs();
    return jobs.get(0);
  }
}
