package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.RunJob;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.testkit.contract.DueWorkContract;
import dev.evenomad.testkit.contract.ScheduleContract;
import dev.evenomad.testkit.contract.TestedStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InMemoryScheduleTest implements ScheduleContract, DueWorkContract {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final DueWork ONE = new RunJob(new JobId("one"), JobType.PUSH_DELIVERY);
  private static final DueWork TWO = new RunJob(new JobId("two"), JobType.PUSH_DELIVERY);
  private static final DueWork THREE = new RunJob(new JobId("three"), JobType.PUSH_DELIVERY);

  private final InMemoryStores stores = new InMemoryStores();
  private final InMemorySchedule schedule = stores.schedule();

  @Override
  public TestedStores stores() {
    return stores;
  }

  @Override
  public void runDue(DueWorkHandler handler, Instant now) {
    schedule.runDue(handler, now);
  }

  @Test
  void tellsWhatIsPlannedAndWhatIsDueTheEarliestFirst() {
    schedule.plan(ONE, NOW.plusSeconds(2));
    schedule.plan(TWO, NOW.plusSeconds(1));
    schedule.plan(THREE, NOW.plusSeconds(3));

    assertThat(schedule.dueAt(NOW.plusSeconds(2))).containsExactly(TWO, ONE);
    assertThat(schedule.planned().entrySet())
        .containsExactly(
            Map.entry(TWO, NOW.plusSeconds(1)),
            Map.entry(ONE, NOW.plusSeconds(2)),
            Map.entry(THREE, NOW.plusSeconds(3)));
  }

  @Test
  void doesWhatBecomesDueMeanwhileButNothingTwice() {
    schedule.plan(ONE, NOW);

    InMemorySchedule.Run run =
        schedule.runDue(
            work -> {
              schedule.planIfAbsent(TWO, NOW);
              return new Next.At(NOW);
            },
            NOW);

    assertThat(run.done()).containsExactly(ONE, TWO);
    assertThat(schedule.dueAt(NOW)).containsExactlyInAnyOrder(ONE, TWO);
  }

  @Test
  void tellsWhatFailedAndWhy() {
    IllegalStateException planned = new IllegalStateException("planned");
    schedule.plan(ONE, NOW);
    schedule.plan(TWO, NOW.plusSeconds(1));

    InMemorySchedule.Run run =
        schedule.runDue(
            work -> {
              if (work.equals(ONE)) {
                throw planned;
              }
              return Next.Done.DONE;
            },
            NOW.plusSeconds(1));

    assertThat(run).isEqualTo(new InMemorySchedule.Run(List.of(TWO), Map.of(ONE, planned)));
    assertThat(schedule.planned()).containsOnlyKeys(ONE);
  }
}
