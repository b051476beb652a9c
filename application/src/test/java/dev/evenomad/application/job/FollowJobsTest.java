package dev.evenomad.application.job;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.sync.RequestSync.Outcome;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.memory.NomadFixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FollowJobsTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada, new PushToken("phone-1")).user();
  private final UserId other = fixture.signIn(fixture.newCharacter("Bo")).user();
  private final FollowJobs jobs = fixture.nomad.followJobs();

  @Test
  void showsAPilotTheJobsAboutTheirCharacters() {
    Job job = ((Outcome.Queued) fixture.nomad.requestSync().request(user, ada)).jobs().getFirst();

    assertThat(jobs.find(user, job.id())).map(Job::id).contains(job.id());
    assertThat(all(user, ada).orElseThrow().items()).map(Job::id).containsExactly(job.id());
  }

  @Test
  void showsNobodyElsesJobs() {
    Job job = ((Outcome.Queued) fixture.nomad.requestSync().request(user, ada)).jobs().getFirst();

    assertThat(jobs.find(other, job.id())).isEmpty();
    assertThat(all(other, ada)).isEmpty();
  }

  @Test
  void doesNotTellAnUnknownJobFromAForeignOne() {
    assertThat(jobs.find(user, new JobId("unknown"))).isEmpty();
    assertThat(all(user, new CharacterId(1))).isEmpty();
  }

  @Test
  void showsPagesTheNewestFirst() {
    for (int i = 0; i < 60; i++) {
      fixture
          .stores
          .jobs()
          .add(
              Job.pending(
                      new JobId("job-" + i),
                      JobType.SYNC_SKILLS,
                      Optional.of(ada),
                      Optional.empty(),
                      START.plusSeconds(i))
                  .started(START)
                  .completed(Optional.empty(), START));
    }

    JobPage first = all(user, ada).orElseThrow();
    JobPage second = jobs.page(user, ada, Optional.empty(), first.next(), 50).orElseThrow();

    assertThat(first.items()).hasSize(50);
    assertThat(first.items().getFirst().id()).isEqualTo(new JobId("job-59"));
    assertThat(first.items().getLast().id()).isEqualTo(new JobId("job-10"));
    assertThat(second.items()).hasSize(10);
    assertThat(second.items().getLast().id()).isEqualTo(new JobId("job-0"));
    assertThat(second.next()).isEmpty();
    assertThat(
            jobs.page(user, ada, Optional.of(JobStatus.FAILED), Optional.empty(), 50)
                .orElseThrow()
                .items())
        .isEmpty();
  }

  @Test
  void showsNoDeliveryOfAnAlert() {
    fixture.nomad.raiseAlerts().test(user);
    JobId delivery =
        fixture.stores.schedule().planned().keySet().stream()
            .filter(DueWork.RunJob.class::isInstance)
            .map(work -> ((DueWork.RunJob) work).job())
            .findFirst()
            .orElseThrow();

    assertThat(jobs.find(user, delivery)).isEmpty();
  }

  private Optional<JobPage> all(UserId caller, CharacterId character) {
    return jobs.page(caller, character, Optional.empty(), Optional.empty(), 50);
  }
}
