package dev.evenomad.domain.environment;

import dev.evenomad.domain.text.VisibleAscii;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Amounts that all processes together may spend within a span of time. What was spent comes back
 * one window later, never sooner, and at most a sixtieth of the window after that, for which
 * implementations that keep books in slices have use. Durable: a restart forgets nothing that still
 * counts. Atomic among threads and processes: the limit holds however many take at the same time.
 * Joins no transaction, because what was spent stays spent. Implementations are thread-safe.
 *
 * <p>It is {@code now} that counts, of the process that calls. What another process spent whose
 * clock is ahead has been spent, although that is still to come here.
 */
public interface Budgets {

  /**
   * Takes {@code amount} if that leaves at most the limit spent within the window, and the budget
   * is not closed. All or nothing.
   *
   * @param amount positive, and not more than the limit
   * @return empty if it was taken; else nothing was, and so long it takes at least, positive, until
   *     it can be: if nobody else takes anything meanwhile, exactly so long
   * @throws IllegalArgumentException if the amount could never be taken
   */
  Optional<Duration> take(Budget budget, int amount, Instant now);

  /**
   * Books {@code amount} as spent in any case: what was spent although it was not taken, or by
   * somebody whom we only hear of.
   *
   * @param amount positive
   * @throws IllegalArgumentException if it is not
   */
  void spend(Budget budget, int amount, Instant now);

  /** Lets nobody take anything from the budget until that moment, or a later one set before. */
  void close(Budget budget, Instant until);

  /**
   * What there is to spend.
   *
   * @param key names it among all processes: 1 to 120 visible ASCII characters
   * @param limit so much at most within any window; positive
   * @param window positive, and not longer than a day
   */
  record Budget(String key, int limit, Duration window) {

    private static final Duration DAY = Duration.ofDays(1);

    public Budget {
      VisibleAscii.require("a budget's key", 120, key);
      if (limit <= 0) {
        throw new IllegalArgumentException("a budget's limit is positive");
      }
      if (!window.isPositive() || window.compareTo(DAY) > 0) {
        throw new IllegalArgumentException("a budget's window is positive and at most a day");
      }
    }
  }
}
