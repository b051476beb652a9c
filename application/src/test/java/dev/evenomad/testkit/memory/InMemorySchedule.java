package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Backoff;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
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

  private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(10), Duration.ofHours(3));

  private static final Comparator<Row> MOST_URGENT_FIRST =
      Comparator.comparing((Row row) -> row.plan.urgency())
          .reversed()
          .thenComparing(row -> row.plan.at());

  private final InMemoryTransactions transactions;
  private final Table<DueWork, Row> rows;

  InMemorySchedule(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.rows = new Table<>(transactions, row -> row.plan.work());
  }

  @Override
  public void plan(Plan plan) {
    transactions.run(
        () -> {
          Optional<Row> current = rows.find(plan.work()).filter(Row::beingDone);
          rows.put(current.map(row -> row.replanned(plan)).orElseGet(() -> Row.of(plan)));
        });
  }

  @Override
  public void planAll(List<Plan> plans) {
    transactions.run(() -> plans.forEach(this::plan));
  }

  @Override
  public void planIfAbsent(Plan plan) {
    transactions.run(
        () -> {
          if (rows.find(plan.work()).isEmpty()) {
            rows.insert(Row.of(plan));
          }
        });
  }

  @Override
  public void cancel(DueWork work) {
    transactions.run(
        () -> {
          rows.remove(row -> row.plan.work().equals(work) && !row.beingDone);
          rows.find(work).ifPresent(row -> rows.put(row.replanned(row.plan)));
        });
  }

  @Override
  public void handOver(DueWork work, UserId owner) {
    transactions.run(() -> rows.find(work).ifPresent(row -> rows.put(row.handedTo(owner))));
  }

  @Override
  public int waiting(Urgency urgency, Instant now, int most) {
    int all =
        rows.select(
                row ->
                    !row.beingDone && row.plan.urgency() == urgency && !row.plan.at().isAfter(now))
            .size();
    return Math.min(all, most);
  }

  /** When {@code work} is planned for; empty if it is not. */
  public Optional<Instant> plannedFor(DueWork work) {
    return planOf(work).map(Plan::at);
  }

  /** The plan for {@code work}; empty if there is none. */
  public Optional<Plan> planOf(DueWork work) {
    return rows.find(work).map(Row::plan);
  }

  /** Everything that is planned, the earliest first. */
  public Map<DueWork, Instant> planned() {
    Map<DueWork, Instant> planned = new LinkedHashMap<>();
    rows.select(row -> true).stream()
        .map(Row::plan)
        .sorted(Comparator.comparing(Plan::at))
        .forEach(plan -> planned.put(plan.work(), plan.at()));
    return planned;
  }

  /** What is due at {@code now} and not being done, the most urgent and then the earliest first. */
  public List<DueWork> dueAt(Instant now) {
    return rows.select(row -> !row.beingDone && !row.plan.at().isAfter(now)).stream()
        .sorted(MOST_URGENT_FIRST)
        .map(row -> row.plan.work())
        .toList();
  }

  /**
   * Does everything that is due at {@code now} on this thread, the most urgent and then the
   * earliest first, and then what was planned meanwhile and is due as well; but nothing twice. What
   * fails stays planned for later, ever more slowly.
   *
   * @return what was done, and what failed with its reason
   */
  public Run runDue(DueWorkHandler handler, Instant now) {
    List<DueWork> done = new ArrayList<>();
    Map<DueWork, RuntimeException> failed = new LinkedHashMap<>();
    Set<DueWork> begun = new HashSet<>();
    for (Optional<Row> next = begin(begun, now); next.isPresent(); next = begin(begun, now)) {
      Row row = next.get();
      DueWork work = row.plan.work();
      begun.add(work);
      try {
        switch (handler.handle(work, DueWorkHandler.Hold.FOR_EVER)) {
          case Next.Done over -> end(row);
          case Next.At again -> end(row, Row.of(row.again(again)));
        }
        done.add(work);
      } catch (RuntimeException e) {
        end(row, row.failed(now));
        failed.put(work, e);
      }
    }
    return new Run(done, failed);
  }

  private Optional<Row> begin(Set<DueWork> begun, Instant now) {
    return transactions.call(
        () -> {
          Optional<Row> next =
              dueAt(now).stream()
                  .filter(work -> !begun.contains(work))
                  .findFirst()
                  .flatMap(rows::find);
          next.ifPresent(row -> rows.put(row.begun()));
          return next;
        });
  }

  private void end(Row row) {
    transactions.run(
        () ->
            replanned(row)
                .ifPresentOrElse(
                    plan -> rows.put(Row.of(plan)),
                    () -> rows.remove(done -> done.plan.work().equals(row.plan.work()))));
  }

  private void end(Row row, Row next) {
    transactions.run(
        () ->
            rows.put(
                replanned(row)
                    .filter(plan -> plan.at().isBefore(next.plan.at()))
                    .map(next::with)
                    .orElse(next)));
  }

  private Optional<Plan> replanned(Row row) {
    return rows.find(row.plan.work()).flatMap(Row::replanned);
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
   * @param replanned set while the work is being done
   */
  private record Row(Plan plan, int failures, boolean beingDone, Optional<Plan> replanned) {

    static Row of(Plan plan) {
      return new Row(plan, 0, false, Optional.empty());
    }

    Row begun() {
      return new Row(plan, failures, true, Optional.empty());
    }

    Row replanned(Plan again) {
      return new Row(plan, failures, true, Optional.of(again));
    }

    Row handedTo(UserId owner) {
      return new Row(
          plan.onBehalfOf(owner),
          failures,
          beingDone,
          replanned.map(again -> again.onBehalfOf(owner)));
    }

    Row with(Plan other) {
      return new Row(other, failures, false, Optional.empty());
    }

    Row failed(Instant now) {
      Plan again = again(new Next.At(now.plus(RETRIES.after(failures + 1))));
      return new Row(again, failures + 1, false, Optional.empty());
    }

    Plan again(Next.At next) {
      return new Plan(
          plan.work(), next.instant(), next.urgency().orElse(plan.urgency()), plan.onBehalfOf());
    }
  }
}
