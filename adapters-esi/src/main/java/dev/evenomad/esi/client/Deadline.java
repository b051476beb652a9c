package dev.evenomad.esi.client;

import java.time.Duration;

/**
 * The end of a call. By the machine's monotonic clock, not by the one that is handed in: network
 * time passes even where the calendar's is stopped or moved.
 */
record Deadline(long nanoTime) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** Zero if it has passed. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
