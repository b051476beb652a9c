package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.RunJob;
import dev.evenomad.domain.job.DueWork.Sync;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Schedule} does while nothing is being done. */
public interface ScheduleContract {

  /** When the samples are planned for: so late that no engine begins with them. */
  Instant AT = Instant.parse("2199-01-01T00:00:00.123456Z");

  /** The stores under test. */
  TestedStores stores();

  @Test
  default void knowsNothingOfWorkThatWasNeverPlanned() {
    assertThat(stores().plannedFor(Samples.work(JobType.PUSH_DELIVERY))).isEmpty();
  }

  @Test
  default void plansWorkOfEveryKind() {
    DueWork sync = newSync();
    DueWork job = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(sync, AT);
    stores().schedule().plan(job, AT.plusSeconds(1));
    for (DueWork.Chore chore : DueWork.Chore.values()) {
      DueWork housekeeping = new DueWork.Housekeeping(chore);
      stores().schedule().plan(housekeeping, AT.plusSeconds(2));
      assertThat(stores().plannedFor(housekeeping)).contains(AT.plusSeconds(2));
      stores().schedule().cancel(housekeeping);
      assertThat(stores().plannedFor(housekeeping)).isEmpty();
    }

    CharacterId character = Samples.characterId();
    for (SyncKind kind : SyncKind.values()) {
      stores().schedule().plan(new Sync(character, kind), AT.plusSeconds(kind.name().length()));
    }

    assertThat(stores().plannedFor(sync)).contains(AT);
    assertThat(stores().plannedFor(job)).contains(AT.plusSeconds(1));
    for (SyncKind kind : SyncKind.values()) {
      assertThat(stores().plannedFor(new Sync(character, kind)))
          .contains(AT.plusSeconds(kind.name().length()));
    }
  }

  @Test
  default void movesWorkThatIsPlannedAlready() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(work, AT);

    stores().schedule().plan(work, AT.minusSeconds(60));
    assertThat(stores().plannedFor(work)).contains(AT.minusSeconds(60));

    stores().schedule().plan(work, AT.plusSeconds(60));
    assertThat(stores().plannedFor(work)).contains(AT.plusSeconds(60));
  }

  @Test
  default void plansManyTogether() {
    List<DueWork> works = Stream.generate(ScheduleContract::newSync).limit(350).toList();
    stores().schedule().plan(works.getFirst(), AT.minusSeconds(60));

    stores().schedule().planAll(works.stream().map(work -> Plan.of(work, AT)).toList());
    stores().schedule().planAll(List.of());

    assertThat(works).allSatisfy(work -> assertThat(stores().plannedFor(work)).contains(AT));
  }

  @Test
  default void countsWhatIsDueAndWaitsAndIsSoUrgent() {
    // Before anything else in a store that is shared.
    Instant longAgo = AT.minus(Duration.ofDays(73_000));
    List<DueWork> works =
        List.of(
            Samples.work(JobType.PUSH_DELIVERY), Samples.work(JobType.PUSH_DELIVERY), newSync());
    works.forEach(work -> stores().schedule().plan(Plan.of(work, longAgo).urgent(Urgency.EVENT)));
    DueWork later = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(Plan.of(later, longAgo.plusSeconds(1)).urgent(Urgency.EVENT));
    DueWork other = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(Plan.of(other, longAgo).urgent(Urgency.ALERT));

    assertThat(waiting(Urgency.EVENT, longAgo, 100)).isEqualTo(3);
    assertThat(waiting(Urgency.EVENT, longAgo, 2)).isEqualTo(2);
    assertThat(waiting(Urgency.EVENT, longAgo.minusSeconds(1), 100)).isZero();
    assertThat(waiting(Urgency.EVENT, longAgo.plusSeconds(1), 100)).isEqualTo(4);
    assertThat(waiting(Urgency.ALERT, longAgo, 100)).isEqualTo(1);

    works.forEach(stores().schedule()::cancel);
    stores().schedule().cancel(later);
    stores().schedule().cancel(other);
    assertThat(waiting(Urgency.EVENT, longAgo.plusSeconds(1), 100)).isZero();
  }

  private int waiting(Urgency urgency, Instant now, int most) {
    return stores().schedule().waiting(urgency, now, most);
  }

  @Test
  default void leavesAPlanAloneIfAsked() {
    DueWork work = newSync();
    stores().schedule().planIfAbsent(work, AT);

    stores().schedule().planIfAbsent(work, AT.minusSeconds(60));

    assertThat(stores().plannedFor(work)).contains(AT);
  }

  @Test
  default void forgetsAPlan() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(work, AT);

    stores().schedule().cancel(work);
    stores().schedule().cancel(work);
    assertThat(stores().plannedFor(work)).isEmpty();

    stores().schedule().planIfAbsent(work, AT.plusSeconds(1));
    assertThat(stores().plannedFor(work)).contains(AT.plusSeconds(1));
  }

  @Test
  default void handsAPlanOverWithoutMovingIt() {
    DueWork work = newSync();
    UserId owner = Samples.userId();
    stores().schedule().handOver(work, owner);
    assertThat(stores().plannedFor(work)).isEmpty();
    stores().schedule().plan(Plan.of(work, AT).onBehalfOf(Samples.userId()));

    stores().schedule().handOver(work, owner);

    assertThat(stores().plannedFor(work)).contains(AT);
  }

  @Test
  default void keepsAPlanTogetherWithItsData() {
    Job job = Samples.job();
    DueWork work = new RunJob(job);

    stores()
        .transactions()
        .run(
            () -> {
              stores().jobs().add(job);
              stores().schedule().plan(work, AT);
            });

    assertThat(stores().jobs().find(job.id())).isPresent();
    assertThat(stores().plannedFor(work)).contains(AT);
  }

  @Test
  default void plansNothingInAFailedTransaction() {
    DueWork planned = Samples.work(JobType.PUSH_DELIVERY);
    DueWork plannedIfAbsent = newSync();
    DueWork moved = Samples.work(JobType.PUSH_DELIVERY);
    DueWork canceled = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(moved, AT);
    stores().schedule().plan(canceled, AT);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().schedule().plan(planned, AT);
                          stores().schedule().planIfAbsent(plannedIfAbsent, AT);
                          stores().schedule().plan(moved, AT.plusSeconds(60));
                          stores().schedule().cancel(canceled);
                          throw new IllegalStateException("planned");
                        }));

    assertThat(stores().plannedFor(planned)).isEmpty();
    assertThat(stores().plannedFor(plannedIfAbsent)).isEmpty();
    assertThat(stores().plannedFor(moved)).contains(AT);
    assertThat(stores().plannedFor(canceled)).contains(AT);
  }

  @Test
  default void letsTheLastWordOfATransactionCount() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    DueWork given = Samples.work(JobType.PUSH_DELIVERY);

    stores()
        .transactions()
        .run(
            () -> {
              stores().schedule().plan(work, AT);
              stores().schedule().plan(work, AT.plusSeconds(60));
              stores().schedule().planIfAbsent(work, AT.plusSeconds(90));
              stores().schedule().plan(given, AT);
              stores().schedule().cancel(given);
            });

    assertThat(stores().plannedFor(work)).contains(AT.plusSeconds(60));
    assertThat(stores().plannedFor(given)).isEmpty();
  }

  @Test
  default void plansWorkOnceHoweverManyWantIt() {
    DueWork work = newSync();
    DueWork other = Samples.work(JobType.PUSH_DELIVERY);

    Race.run(
        runner -> {
          stores().schedule().planIfAbsent(work, AT.plusSeconds(runner));
          stores().schedule().plan(other, AT.plusSeconds(runner));
          return runner;
        });

    List<Instant> wanted = IntStream.range(0, Race.RUNNERS).mapToObj(AT::plusSeconds).toList();
    assertThat(stores().plannedFor(work).orElseThrow()).isIn(wanted);
    assertThat(stores().plannedFor(other).orElseThrow()).isIn(wanted);
  }

  private static DueWork newSync() {
    return new Sync(Samples.characterId(), SyncKind.SKILLS);
  }
}
