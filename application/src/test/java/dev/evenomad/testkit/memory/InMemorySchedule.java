package dev.evenomad.testkit.memory;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Schedule} in memory, with an engine that is turned by hand: nothing is done until {@link
 * #runDue} is called. Thread-safe; joins the transactions of its stores.
 */
public final class InMemorySchedule implements Schedule {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 10;

  private final InMemoryTransactions transactions;
  private final Table<DueWork, Plan> plans;

  InMemorySchedule(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.plans = new Table<>(transactions, Plan::work);
  }

  @Override
  public void plan(DueWork work, Instant at) {
    transactions.run(
        () -> {
          if (!beingDone(work)) {
            plans.put(new Plan(work, at, 0, false));
          }
        });
  }

  @Override
  public void planIfAbsent(DueWork work, Instant at) {
    transactions.run(
        () -> {
          if (plans.find(work).isEmpty()) {
            plans.insert(new Plan(work, at, 0, false));
          }
        });
  }

  @Override
  public void cancel(DueWork work) {
    transactions.run(
        () -> {
          if (!beingDone(work)) {
            plans.remove(plan -> plan.work.equals(work));
          }
        });
  }

  /** When {@code work} is planned for; empty if it is not. */
  public Optional<Instant> plannedFor(DueWork work) {
    return plans.find(work).map(Plan::at);
  }

  /** Everything that is planned, the earliest first. */
  public Map<DueWork, Instant> planned() {
    Map<DueWork, Instant> planned = new LinkedHashMap<>();
    plans.select(plan -> true).stream()
        .sorted(Comparator.comparing(Plan::at))
        .forEach(plan -> planned.put(plan.work, plan.at));
    return planned;
  }

  /** What is due at {@code now} and not being done, the earliest first. */
  public List<DueWork> dueAt(Instant now) {
    return plans.select(plan -> !plan.beingDone && !plan.at.isAfter(now)).stream()
        .sorted(Comparator.comparing(Plan::at))
        .map(Plan::work)
        .toList();
  }

  /**
   * Does everything that is due at {@code now} on this thread, the earliest first, and then what
   * was planned meanwhile and is due as well; but nothing twice. What fails stays planned for
   * later, ever more slowly.
   *
   * @return what was done, and what failed with its reason
   */
  public Run runDue(DueWorkHandler handler, Instant now) {
    List<DueWork> done = new ArrayList<>();
    Map<DueWork, RuntimeException> failed = new LinkedHashMap<>();
    Set<DueWork> begun = new HashSet<>();
    for (Optional<Plan> next = begin(begun, now); next.isPresent(); next = begin(begun, now)) {
      Plan plan = next.get();
      begun.add(plan.work);
      try {
        Next outcome = handler.handle(plan.work);
        end(plan, outcome);
        done.add(plan.work);
      } catch (RuntimeException e) {
        plans.put(plan.failed(now));
        failed.put(plan.work, e);
      }
    }
    return new Run(done, failed);
  }

  private Optional<Plan> begin(Set<DueWork> begun, Instant now) {
    return transactions.call(
        () -> {
          Optional<Plan> next =
              dueAt(now).stream()
                  .filter(work -> !begun.contains(work))
                  .findFirst()
                  .flatMap(plans::find);
          next.ifPresent(plan -> plans.put(new Plan(plan.work, plan.at, plan.failures, true)));
          return next;
        });
  }

  private void end(Plan plan, Next outcome) {
    switch (outcome) {
      case Next.Done done -> plans.remove(row -> row.work.equals(plan.work));
      case Next.At again -> plans.put(new Plan(plan.work, again.instant(), 0, false));
    }
  }

  private boolean beingDone(DueWork work) {
    return plans.find(work).filter(Plan::beingDone).isPresent();
  }

  /**
   * What became of due work.
   *
   * @param done in the order in which it was done
   * @param failed with what its handler threw
   */
  public record Run(List<DueWork> done, Map<DueWork, RuntimeException> failed) {

    /** Copies. */
    public Run {
      done = List.copyOf(done);
      failed = Map.copyOf(failed);
    }
  }

  /**
   * An error leaves work being done forever, as a process does that died, but a test is over then.
   */
  private record Plan(DueWork work, Instant at, int failures, boolean beingDone) {

    Plan failed(Instant now) {
      Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
      return new Plan(work, now.plus(wait), failures + 1, false);
    }
  }
}
