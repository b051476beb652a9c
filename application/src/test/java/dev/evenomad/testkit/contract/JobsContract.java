package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.DueWork.RunJob;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Jobs} does. */
public interface JobsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingUnderAnUnknownId() {
    assertThat(stores().jobs().find(new JobId(Samples.id()))).isEmpty();
    assertThat(stores().jobs().openOf(Samples.characterId())).isEmpty();
    assertThat(newestOf(Samples.characterId(), 10)).isEmpty();
  }

  @Test
  default void returnsJobsAsTheyWereStored() {
    for (Job job : List.of(Samples.job(), Samples.fullJob())) {
      stores().jobs().add(job);

      assertThat(stores().jobs().find(job.id()).map(Versions::without)).contains(job);
    }
  }

  @Test
  default void keepsJsonOfEveryKind() {
    for (JsonValue json :
        List.of(
            JsonNull.NULL,
            JsonValue.of(true),
            JsonValue.of(false),
            JsonValue.of(0),
            JsonValue.of(Long.MIN_VALUE),
            JsonValue.of(""),
            JsonValue.of(Samples.TEXT),
            JsonValue.of(List.of()),
            JsonObject.EMPTY,
            JsonValue.of(List.of(Samples.json(), JsonNull.NULL)))) {
      Job job = withPayload(json);
      stores().jobs().add(job);

      assertThat(stores().jobs().find(job.id()).flatMap(Job::payload)).contains(json);
    }
  }

  @Test
  default void refusesAnIdThatIsTaken() {
    Job job = added(Samples.fullJob());
    Job twin =
        Job.pending(job.id(), JobType.PUSH_DELIVERY, Optional.empty(), Optional.empty(), NOW);

    assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> stores().jobs().add(twin));

    assertThat(stores().jobs().find(job.id())).contains(job);
  }

  @Test
  default void storesEveryStepAndCountsThem() {
    Job pending = added(Samples.job());

    Job started = saved(pending.started(NOW.plusSeconds(1)));
    Job backInLine = saved(started.toBeRetried(Samples.TEXT, Samples.json()));
    Job startedAgain = saved(backInLine.started(NOW.plusSeconds(2)));
    Job completed = saved(startedAgain.completed(Optional.of(Samples.json()), NOW.plusSeconds(3)));

    assertThat(pending.version()).isPositive();
    assertThat(started.version()).isGreaterThan(pending.version());
    assertThat(Versions.without(started))
        .isEqualTo(Versions.without(pending.started(NOW.plusSeconds(1))));
    assertThat(Versions.without(backInLine))
        .isEqualTo(Versions.without(started.toBeRetried(Samples.TEXT, Samples.json())));
    assertThat(startedAgain.attempts()).isEqualTo(2);
    assertThat(completed.version()).isGreaterThan(startedAgain.version());
    assertThat(Versions.without(completed))
        .isEqualTo(
            Versions.without(
                startedAgain.completed(Optional.of(Samples.json()), NOW.plusSeconds(3))));
  }

  @Test
  default void letsTheSecondWriterLose() {
    Job read = added(Samples.job());
    Job winner = saved(read.started(NOW.plusSeconds(1)));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().jobs().save(read.started(NOW.plusSeconds(2))));

    assertThat(stores().jobs().find(read.id())).contains(winner);
  }

  @Test
  default void letsOneOfManyStartAJob() {
    Job pending = added(Samples.job());

    long winners =
        Race.winners(runner -> stores().jobs().save(pending.started(NOW.plusSeconds(runner))));

    assertThat(winners).isEqualTo(1);
    assertThat(stores().jobs().find(pending.id()).map(Job::attempts)).contains(1);
  }

  @Test
  default void refusesToChangeAJobThatIsNotThere() {
    Job unknown = Samples.job();

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().jobs().save(unknown.started(NOW)));

    assertThat(stores().jobs().find(unknown.id())).isEmpty();
  }

  @Test
  default void findsTheOpenJobsOfACharacter() {
    CharacterId character = Samples.characterId();
    Job failed = saved(added(sync(character, NOW.plusSeconds(3))).started(NOW));
    saved(failed.failed("refused", NOW));
    Job completed = saved(added(sync(character, NOW.plusSeconds(2))).started(NOW));
    saved(completed.completed(Optional.empty(), NOW));
    added(sync(Samples.characterId(), NOW.plusSeconds(1)));
    assertThat(stores().jobs().openOf(character)).isEmpty();

    Job pending = added(sync(character, NOW.plusSeconds(4)));
    assertThat(stores().jobs().openOf(character)).containsExactly(pending);

    Job processing = saved(pending.started(NOW.plusSeconds(5)));
    Job other = added(Samples.job(JobType.SYNC_MAIL, character, NOW.plusSeconds(1)));
    assertThat(stores().jobs().openOf(character)).containsExactlyInAnyOrder(processing, other);
  }

  @Test
  default void hasOneOpenJobOfATypeForACharacter() {
    CharacterId character = Samples.characterId();

    long winners =
        Race.winners(runner -> stores().jobs().add(sync(character, NOW.plusSeconds(runner))));

    assertThat(winners).isEqualTo(1);
    Job open = stores().jobs().openOf(character).getFirst();
    saved(saved(open.started(NOW)).completed(Optional.empty(), NOW));
    Job next = added(sync(character, NOW));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().jobs().add(sync(character, NOW)));
    Job over = sync(character, NOW).started(NOW).failed("refused", NOW);
    assertThat(added(over).status()).isEqualTo(JobStatus.FAILED);
    assertThat(stores().jobs().openOf(character)).containsExactly(next);
  }

  @Test
  default void listsJobsAboutACharacterTheNewestFirst() {
    CharacterId character = Samples.characterId();
    Job second = added(sync(character, NOW.plusSeconds(2)));
    Job first =
        added(sync(character, NOW.plusSeconds(1)).started(NOW).completed(Optional.empty(), NOW));
    Job third = added(Samples.job(JobType.SYNC_MAIL, character, NOW.plusSeconds(3)));
    added(sync(Samples.characterId(), NOW));
    added(Samples.job());

    assertThat(newestOf(character, 10)).containsExactly(third, second, first);
    assertThat(newestOf(character, 3)).containsExactly(third, second, first);
    assertThat(newestOf(character, 2)).containsExactly(third, second);
  }

  @Test
  default void removesWhatIsAboutACharacter() {
    CharacterId character = Samples.characterId();
    Job open = added(sync(character, NOW));
    Job over = added(sync(character, NOW).started(NOW).failed("refused", NOW));
    Job aboutAnother = added(sync(Samples.characterId(), NOW));
    Job aboutNobody = added(Samples.job());

    assertThat(stores().jobs().removeOfCharacter(character)).containsExactly(new RunJob(open));
    assertThat(stores().jobs().removeOfCharacter(character)).isEmpty();

    assertThat(newestOf(character, 10)).isEmpty();
    assertThat(stores().jobs().find(open.id())).isEmpty();
    assertThat(stores().jobs().find(over.id())).isEmpty();
    assertThat(stores().jobs().find(aboutAnother.id())).contains(aboutAnother);
    assertThat(stores().jobs().find(aboutNobody.id())).contains(aboutNobody);
  }

  @Test
  default void removesWhatIsForAUser() {
    UserId user = Samples.userId();
    Job open = added(delivery(user, NOW));
    Job over = added(delivery(user, NOW).started(NOW).failed("refused", NOW));
    Job forAnother = added(delivery(Samples.userId(), NOW));
    Job forNobody = added(Samples.job());

    assertThat(stores().jobs().removeOfUser(user)).containsExactly(new RunJob(open));
    assertThat(stores().jobs().removeOfUser(user)).isEmpty();

    assertThat(stores().jobs().find(open.id())).isEmpty();
    assertThat(stores().jobs().find(over.id())).isEmpty();
    assertThat(stores().jobs().find(forAnother.id())).contains(forAnother);
    assertThat(stores().jobs().find(forNobody.id())).contains(forNobody);
  }

  @Test
  default void pagesThroughWhatIsForAUser() {
    UserId user = Samples.userId();
    Job second = added(delivery(user, NOW.plusSeconds(2)));
    Job first = added(delivery(user, NOW.plusSeconds(1)));
    Job third = added(delivery(user, NOW.plusSeconds(3)));
    added(delivery(Samples.userId(), NOW));

    JobPage page = stores().jobs().ofUser(user, Optional.empty(), 2);

    assertThat(page.items()).containsExactly(third, second);
    assertThat(page.next()).contains(JobQuery.Position.of(second));
    assertThat(stores().jobs().ofUser(user, page.next(), 2))
        .isEqualTo(new JobPage(List.of(first), Optional.empty()));
    assertThat(stores().jobs().ofUser(Samples.userId(), Optional.empty(), 2).items()).isEmpty();
  }

  @Test
  default void findsRevocationsThatWaitByTheCharacterOfTheirGrant() {
    CharacterId character = Samples.characterId();
    Job waiting = added(revocation(character));
    Job another = added(revocation(character));
    added(revocation(character).started(NOW).completed(Optional.empty(), NOW));
    added(revocation(character).started(NOW));
    added(revocation(Samples.characterId()));
    added(Samples.job(JobType.SYNC_MAIL, character, NOW));

    assertThat(stores().jobs().waitingRevocationsOf(character))
        .containsExactlyInAnyOrder(waiting, another);
  }

  private static Job revocation(CharacterId character) {
    return Job.pending(
        new JobId(Samples.id()),
        JobType.GRANT_REVOCATION,
        Optional.empty(),
        Optional.of(new JsonObject(Map.of("characterId", JsonValue.of(character.value())))),
        NOW);
  }

  private static Job delivery(UserId user, Instant createdAt) {
    return Job.pending(
        new JobId(Samples.id()),
        JobType.PUSH_DELIVERY,
        Optional.empty(),
        Optional.of(JsonObject.ofStrings(Map.of("userId", user.value()))),
        createdAt);
  }

  @Test
  default void sweepsJobsThatWereCompletedLongAgo() {
    Instant sweep = Instant.parse("2003-05-06T00:00:00Z");
    stores().jobs().removeCompletedBefore(sweep, 100);
    Job before = saved(startedLongAgo(sweep).completed(Optional.empty(), sweep.minusSeconds(1)));
    Job exactly = saved(startedLongAgo(sweep).completed(Optional.empty(), sweep));
    Job failed = saved(startedLongAgo(sweep).failed("refused", sweep.minusSeconds(1)));
    Job open = startedLongAgo(sweep);

    assertThat(stores().jobs().removeCompletedBefore(sweep, 100)).isEqualTo(1);

    assertThat(stores().jobs().find(before.id())).isEmpty();
    for (Job kept : List.of(exactly, failed, open)) {
      assertThat(stores().jobs().find(kept.id())).contains(kept);
    }
    assertThat(stores().jobs().removeCompletedBefore(sweep, 100)).isZero();
  }

  private Job startedLongAgo(Instant sweep) {
    Job pending =
        Job.pending(
            new JobId(Samples.id()),
            JobType.PUSH_DELIVERY,
            Optional.empty(),
            Optional.empty(),
            sweep.minusSeconds(99));
    return saved(added(pending).started(sweep.minusSeconds(98)));
  }

  private static Job sync(CharacterId character, Instant createdAt) {
    return Samples.job(JobType.SYNC_SKILLS, character, createdAt);
  }

  private static Job withPayload(JsonValue json) {
    return Job.pending(
        new JobId(Samples.id()), JobType.PUSH_DELIVERY, Optional.empty(), Optional.of(json), NOW);
  }

  private Job added(Job job) {
    stores().jobs().add(job);
    return stores().jobs().find(job.id()).orElseThrow();
  }

  private Job saved(Job job) {
    stores().jobs().save(job);
    return stores().jobs().find(job.id()).orElseThrow();
  }

  private List<Job> newestOf(CharacterId character, int limit) {
    return stores().jobs().page(JobQuery.latest(limit).ofCharacter(character)).items();
  }
}
