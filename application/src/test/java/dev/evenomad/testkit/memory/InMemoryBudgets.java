package dev.evenomad.testkit.memory;

import dev.evenomad.domain.environment.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Budgets} in memory, among the threads of one process. What was spent comes back to the
 * nanosecond. Thread-safe.
 */
public final class InMemoryBudgets implements Budgets {

  private final Map<String, List<Spent>> spent = new HashMap<>();
  private final Map<String, Instant> closed = new HashMap<>();

  /** Nothing is spent yet. */
  public InMemoryBudgets() {}

  @Override
  public synchronized Optional<Duration> take(Budget budget, int amount, Instant now) {
    if (amount <= 0 || amount > budget.limit()) {
      throw new IllegalArgumentException("an amount is positive and at most the limit");
    }
    Instant free = freeFor(budget, amount, now);
    Instant open = closed.getOrDefault(budget.key(), now);
    Instant next = open.isAfter(free) ? open : free;
    if (next.isAfter(now)) {
      return Optional.of(Duration.between(now, next));
    }
    book(budget, amount, now);
    return Optional.empty();
  }

  @Override
  public synchronized void spend(Budget budget, int amount, Instant now) {
    if (amount <= 0) {
      throw new IllegalArgumentException("an amount is positive");
    }
    book(budget, amount, now);
  }

  @Override
  public synchronized void close(Budget budget, Instant until) {
    closed.merge(budget.key(), until, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** When enough has come back, {@code now} at the earliest. */
  private Instant freeFor(Budget budget, int amount, Instant now) {
    List<Spent> all = spent.getOrDefault(budget.key(), List.of());
    long counted =
        all.stream()
            .filter(some -> some.at.plus(budget.window()).isAfter(now))
            .mapToLong(Spent::amount)
            .sum();
    Instant free = now;
    for (Spent some : all) {
      Instant back = some.at.plus(budget.window());
      if (counted + amount <= budget.limit()) {
        break;
      }
      if (back.isAfter(now)) {
        counted -= some.amount;
        free = back;
      }
    }
    return free;
  }

  private void book(Budget budget, int amount, Instant now) {
    List<Spent> all = spent.computeIfAbsent(budget.key(), key -> new ArrayList<>());
    all.removeIf(some -> !some.at.plus(budget.window()).isAfter(now));
    all.add(new Spent(now, amount));
    all.sort(Comparator.comparing(Spent::at));
  }

  private record Spent(Instant at, int amount) {}
}
