package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where in the books of a budget a moment is: in one of the slices of a 120th of the window, which
 * comes back two slices after one window. So everything comes back a 120th of the window late at
 * least, and a sixtieth at most; by so much the clocks of the processes may differ without anything
 * coming back too soon. All in microseconds, of the Unix epoch where it is a moment.
 *
 * @param start when the slice begins
 * @param keep how long after its start it comes back
 */
record Slice(long start, long keep) {

  private static final int SLICES = 120;

  static Slice of(Budget budget, Instant now) {
    long window = Math.ceilDiv(budget.window().toNanos(), 1_000);
    long width = Math.max(1, window / SLICES);
    return new Slice(Math.floorDiv(microsBefore(now), width) * width, window + 2 * width);
  }

  long backAt() {
    return start + keep;
  }

  static long microsBefore(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
  }

  static long microsAfter(Instant instant) {
    return microsBefore(instant.plusNanos(999));
  }

  /** How long it is from {@code now} until then. */
  static Duration until(long micros, Instant now) {
    return Duration.between(now, Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
