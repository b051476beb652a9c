package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Sync;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * What every engine behind {@link Schedule} does with {@link DueWorkHandler}: the half of the
 * schedule that {@link ScheduleContract} cannot see.
 */
public interface DueWorkContract {

  /** The stores whose schedule is under test. */
  TestedStores stores();

  /**
   * Lets the engine hand everything that is due at {@code now} to {@code handler}, and comes back
   * when that is done. Within a test, later calls do not go back in time.
   */
  void runDue(DueWorkHandler handler, Instant now);

  @Test
  default void doesWorkWhenItsTimeHasCome() {
    DueWork job = Samples.work(JobType.PUSH_DELIVERY);
    DueWork sync = new Sync(Samples.characterId(), SyncKind.SKILLS);
    stores().schedule().plan(job, NOW);
    stores().schedule().plan(sync, NOW.plusSeconds(1));
    Recorder recorder = new Recorder(List.of(job, sync));

    runDue(recorder, NOW.minusSeconds(1));
    assertThat(recorder.done).isEmpty();
    runDue(recorder, NOW);
    assertThat(recorder.done).containsExactly(job);
    runDue(recorder, NOW.plusSeconds(1));
    assertThat(recorder.done).containsExactly(job, sync);
    runDue(recorder, NOW.plusSeconds(3600));
    assertThat(recorder.done).as("nothing is done twice").containsExactly(job, sync);
    assertThat(stores().plannedFor(job)).isEmpty();
  }

  @Test
  default void doesWorkAgainWhenItsHandlerSays() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(work, NOW);
    Recorder recorder = new Recorder(List.of(work));
    recorder.answer = new Next.At(NOW.plusSeconds(60));

    runDue(recorder, NOW);
    assertThat(stores().plannedFor(work)).contains(NOW.plusSeconds(60));

    recorder.answer = Next.Done.DONE;
    runDue(recorder, NOW.plusSeconds(60));
    assertThat(recorder.done).containsExactly(work, work);
    assertThat(stores().plannedFor(work)).isEmpty();
  }

  @Test
  default void triesWorkAgainLaterThatFailed() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    DueWork other = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(work, NOW);
    stores().schedule().plan(other, NOW);
    Recorder recorder = new Recorder(List.of(work, other));
    recorder.failing = List.of(work);

    runDue(recorder, NOW);
    assertThat(recorder.done)
        .as("the failure stops nothing else")
        .containsExactlyInAnyOrder(work, other);
    Instant again = stores().plannedFor(work).orElseThrow();
    assertThat(again).isAfter(NOW);

    runDue(recorder, again);
    Instant evenLater = stores().plannedFor(work).orElseThrow();
    assertThat(Duration.between(again, evenLater))
        .as("ever more slowly")
        .isGreaterThan(Duration.between(NOW, again));

    recorder.failing = List.of();
    runDue(recorder, evenLater);
    assertThat(recorder.done).hasSize(4);
    assertThat(stores().plannedFor(work)).isEmpty();
  }

  @Test
  default void doesWorkAgainThatIsPlannedWhileItIsDone() {
    DueWork over = Samples.work(JobType.PUSH_DELIVERY);
    DueWork sooner = Samples.work(JobType.PUSH_DELIVERY);
    DueWork later = Samples.work(JobType.PUSH_DELIVERY);
    DueWork failing = Samples.work(JobType.PUSH_DELIVERY);
    List<DueWork> all = List.of(over, sooner, later, failing);
    all.forEach(work -> stores().schedule().plan(work, NOW));

    runDue(
        work -> {
          if (all.contains(work)) {
            stores().schedule().plan(work, NOW.plusSeconds(99));
            stores().schedule().plan(work, NOW.plusSeconds(5));
          }
          if (work.equals(failing)) {
            throw new IllegalStateException("planned");
          }
          return work.equals(over)
              ? Next.Done.DONE
              : new Next.At(NOW.plusSeconds(work.equals(sooner) ? 2 : 60));
        },
        NOW);

    assertThat(stores().plannedFor(over)).contains(NOW.plusSeconds(5));
    assertThat(stores().plannedFor(sooner)).contains(NOW.plusSeconds(2));
    assertThat(stores().plannedFor(later)).contains(NOW.plusSeconds(5));
    assertThat(stores().plannedFor(failing).orElseThrow())
        .isAfter(NOW)
        .isBeforeOrEqualTo(NOW.plusSeconds(5));

    runDue(new Recorder(all), NOW.plusSeconds(5));
    assertThat(all)
        .as("planned once, not for ever")
        .allSatisfy(work -> assertThat(stores().plannedFor(work)).isEmpty());
  }

  @Test
  default void doesWorkOnceMoreWhosePlanIsTakenBackWhileItIsDone() {
    DueWork over = Samples.work(JobType.PUSH_DELIVERY);
    DueWork again = Samples.work(JobType.PUSH_DELIVERY);
    DueWork present = Samples.work(JobType.PUSH_DELIVERY);
    List<DueWork> all = List.of(over, again, present);
    all.forEach(work -> stores().schedule().plan(work, NOW));
    Set<DueWork> cancelled = ConcurrentHashMap.newKeySet();
    DueWorkHandler handler =
        work -> {
          if (work.equals(present)) {
            stores().schedule().planIfAbsent(work, NOW.plusSeconds(5));
          } else if (all.contains(work) && cancelled.add(work)) {
            stores().schedule().plan(work, NOW.plusSeconds(5));
            stores().schedule().cancel(work);
            // It began too early to see why.
            return new Next.At(NOW.plusSeconds(3600));
          }
          return work.equals(again) ? new Next.At(NOW.plusSeconds(60)) : Next.Done.DONE;
        };

    runDue(handler, NOW);
    runDue(handler, NOW.plusSeconds(1));

    assertThat(stores().plannedFor(over)).isEmpty();
    assertThat(stores().plannedFor(again)).contains(NOW.plusSeconds(60));
    assertThat(stores().plannedFor(present)).as("being done counts as planned").isEmpty();
  }

  @Test
  default void replansNothingInAFailedTransaction() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(work, NOW);

    runDue(
        mine -> {
          assertThatIllegalStateException()
              .isThrownBy(
                  () ->
                      stores()
                          .transactions()
                          .run(
                              () -> {
                                stores().schedule().plan(mine, NOW.plusSeconds(5));
                                throw new IllegalStateException("planned");
                              }));
          return Next.Done.DONE;
        },
        NOW);

    assertThat(stores().plannedFor(work)).isEmpty();
  }

  @Test
  default void plansOtherWorkWhileSomethingIsDone() {
    DueWork first = Samples.work(JobType.PUSH_DELIVERY);
    DueWork second = Samples.work(JobType.PUSH_DELIVERY);
    stores().schedule().plan(first, NOW);
    Recorder recorder = new Recorder(List.of(first, second));

    runDue(
        work -> {
          if (work.equals(first)) {
            stores().schedule().plan(second, NOW.plusSeconds(5));
          }
          return recorder.handle(work);
        },
        NOW);
    assertThat(stores().plannedFor(second)).contains(NOW.plusSeconds(5));

    runDue(recorder, NOW.plusSeconds(5));
    assertThat(recorder.done).containsExactly(first, second);
  }

  /** Notes the work of one test, and puts off whatever else is in a shared schedule. */
  final class Recorder implements DueWorkHandler {
    private final List<DueWork> mine;
    private final List<DueWork> done = new ArrayList<>();
    private List<DueWork> failing = List.of();
    private Next answer = Next.Done.DONE;

    private Recorder(List<DueWork> mine) {
      this.mine = mine;
    }

    @Override
    public synchronized Next handle(DueWork work) {
      if (!mine.contains(work)) {
        return new Next.At(ScheduleContract.AT);
      }
      done.add(work);
      if (failing.contains(work)) {
        throw new IllegalStateException("planned");
      }
      return answer;
    }
  }
}
