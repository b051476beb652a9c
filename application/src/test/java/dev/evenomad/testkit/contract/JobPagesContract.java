package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobQuery.Position;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** How every implementation of {@link dev.evenomad.domain.job.Jobs} pages. */
public interface JobPagesContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void hasAnEmptyPageOfWhatThereIsNot() {
    assertThat(page(about(Samples.characterId(), 10)))
        .isEqualTo(new JobPage(List.of(), Optional.empty()));
  }

  @Test
  default void listsTheNewestFirstAndSaysWhereTheNextPageBeginsExactlyIfThereIsOne() {
    CharacterId character = Samples.characterId();
    Job second = added(character, NOW.plusSeconds(2));
    Job first = added(character, NOW.plusSeconds(1));
    Job third = added(character, NOW.plusSeconds(3));
    added(Samples.characterId(), NOW);

    assertThat(page(about(character, 3)))
        .isEqualTo(new JobPage(List.of(third, second, first), Optional.empty()));
    assertThat(page(about(character, 2)))
        .isEqualTo(new JobPage(List.of(third, second), Optional.of(Position.of(second))));
    assertThat(page(about(character, 2).after(Position.of(second))))
        .isEqualTo(new JobPage(List.of(first), Optional.empty()));
    assertThat(page(about(character, 2).after(Position.of(first))).items()).isEmpty();
  }

  @Test
  default void pagesThroughJobsOfTheSameMomentInTheOrderOfTheirIds() {
    CharacterId character = Samples.characterId();
    String suffix = Samples.id();
    for (String prefix : List.of("B", "a", "-", "7")) {
      addedOver(new JobId(prefix + suffix), character, NOW);
    }

    for (int limit : new int[] {1, 2, 3, 4}) {
      assertThat(walk(about(character, limit)))
          .as("in the order of ASCII, whatever the locale of the store; pages of %s", limit)
          .map(Job::id)
          .containsExactly(
              new JobId("a" + suffix),
              new JobId("B" + suffix),
              new JobId("7" + suffix),
              new JobId("-" + suffix));
    }
  }

  @Test
  default void admitsWhatTheConditionsSay() {
    Instant time = newMoment();
    CharacterId character = Samples.characterId();
    Job sync = added(new JobId(Samples.id()), JobType.SYNC_SKILLS, character, time);
    Job push =
        added(new JobId(Samples.id()), JobType.PUSH_DELIVERY, character, time.plusSeconds(1));
    Job other =
        added(
            new JobId(Samples.id()),
            JobType.SYNC_SKILLS,
            Samples.characterId(),
            time.plusSeconds(2));
    Job running = added(new JobId(Samples.id()), JobType.SYNC_MAIL, character, time.plusSeconds(3));
    stores().jobs().save(running.started(time));
    Job started = stores().jobs().find(running.id()).orElseThrow();

    Conditions all = new Conditions(time, time.plusSeconds(4));
    assertThat(page(all.query()).items()).containsExactly(started, other, push, sync);
    assertThat(page(all.with(JobType.SYNC_SKILLS).query()).items()).containsExactly(other, sync);
    assertThat(page(all.with(JobStatus.PENDING).query()).items())
        .containsExactly(other, push, sync);
    assertThat(page(all.with(character).query()).items()).containsExactly(started, push, sync);
    assertThat(
            page(all.with(character).with(JobStatus.PENDING).with(JobType.SYNC_SKILLS).query())
                .items())
        .containsExactly(sync);
    assertThat(page(all.with(JobStatus.FAILED).query()).items()).isEmpty();
  }

  @Test
  default void admitsAgesFromAMomentOnAndUntilBeforeAnother() {
    Instant time = newMoment();
    CharacterId character = Samples.characterId();
    added(character, time.minusNanos(1_000));
    Job first = added(character, time);
    Job last = added(character, time.plusSeconds(1).minusNanos(1_000));
    added(character, time.plusSeconds(1));

    assertThat(page(new Conditions(time, time.plusSeconds(1)).query()).items())
        .containsExactly(last, first);
  }

  @Test
  default void showsWhatTheRunningTransactionHasChanged() {
    CharacterId character = Samples.characterId();
    Job first = added(new JobId(Samples.id()), JobType.SYNC_SKILLS, character, NOW);
    stores()
        .transactions()
        .run(
            () -> {
              assertThat(page(about(character, 10)).items()).containsExactly(first);
              stores().jobs().save(first.started(NOW));
              assertThat(page(about(character, 10)).items())
                  .map(Job::status)
                  .containsExactly(JobStatus.PROCESSING);
              Job second = Samples.job(JobType.SYNC_MAIL, character, NOW.plusSeconds(1));
              stores().jobs().add(second);
              assertThat(page(about(character, 10)).items())
                  .map(Job::id)
                  .containsExactly(second.id(), first.id());
              stores().jobs().removeOfCharacter(character);
              assertThat(page(about(character, 10)).items()).isEmpty();
            });
  }

  @Test
  default void missesAndRepeatsNothingWhileOthersInsert() {
    CharacterId character = Samples.characterId();
    List<Job> before = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      before.add(added(character, NOW.plusSeconds(i % 5)));
    }
    before.sort(
        Comparator.comparing(Job::createdAt).thenComparing(job -> job.id().value()).reversed());

    List<List<Job>> walks =
        Race.run(
            runner -> {
              if (runner % 2 == 0) {
                return walk(about(character, 4));
              }
              for (int i = 0; i < 12; i++) {
                added(character, NOW.plusMillis(500L * i));
              }
              return List.of();
            });

    for (int walker = 0; walker < walks.size(); walker += 2) {
      assertThat(walks.get(walker)).doesNotHaveDuplicates().containsSubsequence(before);
    }
  }

  private List<Job> walk(JobQuery from) {
    List<Job> seen = new ArrayList<>();
    Optional<JobQuery> query = Optional.of(from);
    while (query.isPresent()) {
      JobPage page = page(query.get());
      assertThat(seen).as("pages that come to an end").hasSizeLessThan(200);
      assertThat(page.items()).isNotEmpty().hasSizeLessThanOrEqualTo(from.limit());
      seen.addAll(page.items());
      query = page.next().map(from::after);
    }
    return seen;
  }

  private JobPage page(JobQuery query) {
    return stores().jobs().page(query);
  }

  private static JobQuery about(CharacterId character, int limit) {
    return new JobQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.of(character),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** Years ago, and long before and after any other such moment, because the store is shared. */
  private static Instant newMoment() {
    return Instant.parse("1990-01-01T00:00:00Z")
        .plus(Duration.ofMinutes(ThreadLocalRandom.current().nextInt(1_000_000)));
  }

  private Job added(CharacterId character, Instant createdAt) {
    return addedOver(new JobId(Samples.id()), character, createdAt);
  }

  /** One of which a character may have many. */
  private Job addedOver(JobId id, CharacterId character, Instant createdAt) {
    stores()
        .jobs()
        .add(
            Job.pending(
                    id, JobType.SYNC_SKILLS, Optional.of(character), Optional.empty(), createdAt)
                .started(NOW)
                .completed(Optional.empty(), NOW));
    return stores().jobs().find(id).orElseThrow();
  }

  private Job added(JobId id, JobType type, CharacterId character, Instant createdAt) {
    stores().jobs().add(Job.pending(id, type, Optional.of(character), Optional.empty(), createdAt));
    return stores().jobs().find(id).orElseThrow();
  }

  /** Conditions of a query on a stretch of time. */
  record Conditions(
      Optional<JobType> type,
      Optional<JobStatus> status,
      Optional<CharacterId> character,
      Instant from,
      Instant until) {

    Conditions(Instant from, Instant until) {
      this(Optional.empty(), Optional.empty(), Optional.empty(), from, until);
    }

    Conditions with(JobType wanted) {
      return new Conditions(Optional.of(wanted), status, character, from, until);
    }

    Conditions with(JobStatus wanted) {
      return new Conditions(type, Optional.of(wanted), character, from, until);
    }

    Conditions with(CharacterId wanted) {
      return new Conditions(type, status, Optional.of(wanted), from, until);
    }

    JobQuery query() {
      return new JobQuery(
          type, status, character, Optional.of(from), Optional.of(until), Optional.empty(), 100);
    }
  }
}
