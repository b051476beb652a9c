package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.PilotDataContract.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link IndustrySource} does. */
public interface IndustrySourceContract extends PilotDataContract {

  /** The adapter under test. */
  IndustrySource source();

  /** Those are the character's jobs from now on. */
  void givenJobs(CharacterId character, List<IndustryJob> jobs);

  @Override
  default List<Fetched<?>> ask(CharacterId character, Secret accessToken) {
    return List.of(source().fetchJobs(character, accessToken, Optional.empty()));
  }

  @Test
  default void readsJobsOfEveryActivityAndStatus() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    for (List<IndustryJob> jobs : List.of(jobs(), List.<IndustryJob>of())) {
      givenJobs(character, jobs);

      Fetched.Fresh<List<IndustryJob>> read =
          fresh(source().fetchJobs(character, token, Optional.empty()));

      assertThat(read.value()).isEqualTo(jobs);
      assertThat(read.freshUntil()).isAfterOrEqualTo(now());
    }
  }

  @Test
  default void sendsJobsAgainOnlyIfTheyHaveChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenJobs(character, jobs());
    Optional<ETag> etag = fresh(source().fetchJobs(character, token, Optional.empty())).etag();

    assertThat(etag).isPresent();
    assertThat(source().fetchJobs(character, token, etag)).isInstanceOf(Fetched.NotModified.class);
    givenJobs(character, List.of());
    assertThat(fresh(source().fetchJobs(character, token, etag)).value()).isEmpty();
  }

  private static List<IndustryJob> jobs() {
    List<IndustryJob> jobs = new ArrayList<>();
    for (IndustryActivity activity : IndustryActivity.values()) {
      for (IndustryJob.Status status : IndustryJob.Status.values()) {
        int number = jobs.size();
        jobs.add(
            new IndustryJob(
                new IndustryJobId(600_000_000 + number),
                activity,
                new TypeId(688),
                number % 2 == 0 ? Optional.empty() : Optional.of(new TypeId(587)),
                number + 1L,
                new LocationId(number % 3 == 0 ? 60_003_760 : 1_035_466_617_946L),
                status,
                Instant.parse("2026-09-01T08:00:00Z"),
                Instant.parse("2026-09-02T08:00:00Z").plusSeconds(number)));
      }
    }
    return jobs;
  }
}
