package dev.evenomad.domain.environment;

import java.time.Duration;

/**
 * How long to wait between tries: twice as long after each, within bounds.
 *
 * @param first after the first try; positive
 * @param longest at most; not shorter than {@code first}
 */
public record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 20;

  public Backoff {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waiting between tries is positive, and the longest is not shorter than the first");
    }
  }

  /** How long to wait after the {@code tries}-th try in a row, counted from 1. */
  public Duration after(int tries) {
    int doublings = Math.min(Math.max(tries - 1, 0), MOST_DOUBLINGS);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /** The same, but not shorter than somebody asks us to wait. */
  public Duration after(int tries, Duration asked) {
    Duration wait = after(tries);
    return wait.compareTo(asked) > 0 ? wait : asked;
  }
}
