package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Budgets} that several simulated processes can share, which can fail, and count calls. */
public final class FakeBudgets implements Budgets {

  private final Map<String, List<Spent>> spent = new HashMap<>();
  private final Map<String, Instant> closed = new HashMap<>();
  private boolean down;
  private int calls;

  @Override
  public synchronized Optional<Duration> take(Budget budget, int amount, Instant now) {
    count();
    if (amount <= 0 || amount > budget.limit()) {
      throw new IllegalArgumentException("an amount is positive and at most the limit");
    }
    Instant open = closed.getOrDefault(budget.key(), now);
    int excess = spentOf(budget, now) + amount - budget.limit();
    for (Spent some : entries(budget)) {
      if (excess <= 0) {
        break;
      }
      Instant back = some.at().plus(budget.window());
      if (back.isAfter(now)) {
        excess -= some.amount();
        open = back.isAfter(open) ? back : open;
      }
    }
    if (open.isAfter(now)) {
      return Optional.of(Duration.between(now, open));
    }
    book(budget, amount, now);
    return Optional.empty();
  }

  @Override
  public synchronized void spend(Budget budget, int amount, Instant now) {
    count();
    if (amount <= 0) {
      throw new IllegalArgumentException("an amount is positive");
    }
    book(budget, amount, now);
  }

  @Override
  public synchronized void close(Budget budget, Instant until) {
    count();
    closed.merge(budget.key(), until, (a, b) -> a.isAfter(b) ? a : b);
  }

  public synchronized void setDown(boolean whether) {
    down = whether;
  }

  /** How often the store was asked. */
  public synchronized int calls() {
    return calls;
  }

  /** What counts as spent of the budget with that key. */
  public synchronized int spent(String key, Duration window, Instant now) {
    return spentOf(new Budget(key, 1, window), now);
  }

  private void count() {
    if (down) {
      throw new IllegalStateException("down on purpose");
    }
    calls++;
  }

  private int spentOf(Budget budget, Instant now) {
    return entries(budget).stream()
        .filter(some -> some.at().plus(budget.window()).isAfter(now))
        .mapToInt(Spent::amount)
        .sum();
  }

  private List<Spent> entries(Budget budget) {
    return spent.getOrDefault(budget.key(), List.of());
  }

  private void book(Budget budget, int amount, Instant now) {
    List<Spent> all = spent.computeIfAbsent(budget.key(), key -> new ArrayList<>());
    all.add(new Spent(now, amount));
    all.sort(Comparator.comparing(Spent::at));
  }

  private record Spent(Instant at, int amount) {}
}
