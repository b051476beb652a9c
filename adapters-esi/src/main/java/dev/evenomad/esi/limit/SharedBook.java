package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budgets that all processes share. While they cannot be reached, this process spends at most a
 * tenth of each by a book of its own, knows nothing of what the others spend, and asks again now
 * and then: a store that is down neither opens ESI to everybody nor closes it. What was spent in
 * that time stays unknown to the others. Thread-safe.
 */
final class SharedBook {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBook.class);
  private static final int SHARE = 10;

  /** Between two questions to a store that does not answer, each of which may take long. */
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

  private final Budgets store;
  private final Budgets own = new LocalBudgets();
  private volatile Instant askAgainAt = Instant.MIN;
  private volatile boolean down;

  SharedBook(Budgets store) {
    this.store = store;
  }

  Optional<Duration> take(Budget budget, int amount, Instant now) {
    if (reachable(now)) {
      try {
        Optional<Duration> wait = store.take(budget, amount, now);
        noteSuccess();
        return wait;
      } catch (RuntimeException e) {
        noteFailure(e, now);
      }
    }
    return takeOwn(budget, amount, now);
  }

  private Optional<Duration> takeOwn(Budget budget, int amount, Instant now) {
    int share = budget.limit() / SHARE;
    if (amount > share) {
      return Optional.of(RETRY_INTERVAL);
    }
    // By then the store may give more.
    return own.take(new Budget(budget.key(), share, budget.window()), amount, now)
        .map(wait -> wait.compareTo(RETRY_INTERVAL) < 0 ? wait : RETRY_INTERVAL);
  }

  void spend(Budget budget, int amount, Instant now) {
    if (reachable(now)) {
      try {
        store.spend(budget, amount, now);
        return;
      } catch (RuntimeException e) {
        noteFailure(e, now);
      }
    }
    own.spend(budget, amount, now);
  }

  void close(Budget budget, Instant until, Instant now) {
    // For the time that may come in which the store cannot say it.
    own.close(budget, until);
    if (reachable(now)) {
      try {
        store.close(budget, until);
      } catch (RuntimeException e) {
        noteFailure(e, now);
      }
    }
  }

  private boolean reachable(Instant now) {
    return !askAgainAt.isAfter(now);
  }

  private void noteSuccess() {
    if (down) {
      down = false;
      LOG.info("the shared budgets for ESI can be reached again");
    }
  }

  private void noteFailure(RuntimeException e, Instant now) {
    askAgainAt = now.plus(RETRY_INTERVAL);
    if (!down) {
      down = true;
      LOG.warn(
          "the shared budgets for ESI cannot be reached; this process spends at most a {}th of"
              + " each",
          SHARE,
          e);
    }
  }
}
