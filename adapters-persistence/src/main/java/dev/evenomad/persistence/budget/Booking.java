package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Instant;

/** So much of a budget is spent at that moment, or is to be. */
record Booking(Budget budget, int amount, Instant now) {

  Booking {
    if (amount <= 0) {
      throw new IllegalArgumentException("what is spent of a budget is positive");
    }
  }

  void requireWithinLimit() {
    if (amount > budget.limit()) {
      throw new IllegalArgumentException("more than a budget's limit can never be taken");
    }
  }

  Slice slice() {
    return Slice.of(budget, now);
  }
}
