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
          Optional<Plan> current = plans.find(work).filter(Plan::beingDone);
          plans.put(current.map(plan -> plan.replanned(at)).orElseGet(() -> Plan.of(work, at)));
        });
  }

  @Override
  public void planIfAbsent(DueWork work, Instant at) {
    transactions.run(
        () -> {
          if (plans.find(work).isEmpty()) {
            plans.insert(Plan.of(work, at));
          }
        });
  }

  @Override
  public void cancel(DueWork work) {
    transactions.run(
        () -> {
          plans.remove(plan -> plan.work.equals(work) && !plan.beingDone);
          plans.find(work).ifPresent(plan -> plans.put(plan.begun()));
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
        switch (handler.handle(plan.work)) {
          case Next.Done over -> end(plan);
          case Next.At(Instant again) -> end(plan, Plan.of(plan.work, again));
        }
        done.add(plan.work);
      } catch (RuntimeException e) {
        end(plan, plan.failed(now));
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
          next.ifPresent(plan -> plans.put(plan.begun()));
          return next;
        });
  }

  private void end(Plan plan) {
    transactions.run(
        () ->
            replanned(plan)
                .ifPresentOrElse(
                    at -> plans.put(Plan.of(plan.work, at)),
                    () -> plans.remove(row -> row.work.equals(plan.work))));
  }

  private void end(Plan plan, Plan next) {
    transactions.run(
        () ->
            plans.put(
                replanned(plan).filter(at -> at.isBefore(next.at)).map(next::at).orElse(next)));
  }

  private Optional<Instant> replanned(Plan plan) {
    return plans.find(plan.work).flatMap(Plan::replannedFor);
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
   *
   * @param replannedFor set while the work is being done
   */
  private record Plan(
      DueWork work, Instant at, int failures, boolean beingDone, Optional<Instant> replannedFor) {

    static Plan of(DueWork work, Instant at) {
      return new Plan(work, at, 0, false, Optional.empty());
    }

    Plan begun() {
      return new Plan(work, at, failures, true, Optional.empty());
    }

    Plan replanned(Instant again) {
      return new Plan(work, at, failures, true, Optional.of(again));
    }

    Plan at(Instant other) {
      return new Plan(work, other, failures, false, Optional.empty());
    }

    Plan failed(Instant now) {
      Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
      return new Plan(work, now.plus(wait), failures + 1, false, Optional.empty());
    }
  }
}
