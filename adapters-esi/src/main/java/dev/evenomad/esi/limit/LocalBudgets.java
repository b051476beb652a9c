package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Budgets of this process alone, which end with it. Thread-safe. */
final class LocalBudgets implements Budgets {

  private static final int SWEEP_SIZE = 10_000;

  private final Map<String, Book> books = new HashMap<>();

  @Override
  public synchronized Optional<Duration> take(Budget budget, int amount, Instant now) {
    if (amount <= 0 || amount > budget.limit()) {
      throw new IllegalArgumentException("an amount is positive and at most the limit");
    }
    return book(budget, now).take(budget, amount, now);
  }

  @Override
  public synchronized void spend(Budget budget, int amount, Instant now) {
    book(budget, now).spend(amount, now);
  }

  @Override
  public synchronized void close(Budget budget, Instant until) {
    Book book = books.computeIfAbsent(budget.key(), key -> new Book());
    book.closedUntil = until.isAfter(book.closedUntil) ? until : book.closedUntil;
  }

  private Book book(Budget budget, Instant now) {
    if (books.size() > SWEEP_SIZE) {
      books.values().removeIf(book -> book.forgettable(now));
    }
    Book book = books.computeIfAbsent(budget.key(), key -> new Book());
    book.forget(budget.window(), now);
    book.lastBack = now.plus(budget.window());
    return book;
  }

  private record Spent(Instant at, int amount) {}

  private static final class Book {

    private final Deque<Spent> spent = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;
    private Instant lastBack = Instant.MIN;
    private int total;

    Optional<Duration> take(Budget budget, int amount, Instant now) {
      Instant free = closedUntil;
      int excess = total + amount - budget.limit();
      for (Iterator<Spent> oldest = spent.iterator(); excess > 0 && oldest.hasNext(); ) {
        Spent returning = oldest.next();
        excess -= returning.amount();
        Instant back = returning.at().plus(budget.window());
        free = back.isAfter(free) ? back : free;
      }
      if (free.isAfter(now)) {
        return Optional.of(Duration.between(now, free));
      }
      spend(amount, now);
      return Optional.empty();
    }

    void spend(int amount, Instant now) {
      spent.addLast(new Spent(now, amount));
      total += amount;
    }

    void forget(Duration window, Instant now) {
      while (!spent.isEmpty() && !spent.getFirst().at().plus(window).isAfter(now)) {
        total -= spent.removeFirst().amount();
      }
    }

    boolean forgettable(Instant now) {
      return !lastBack.isAfter(now) && !closedUntil.isAfter(now);
    }
  }
}
