package dev.evenomad.esi.limit;

import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops all calls of all processes for a while. This process stops at once; the others look once a
 * second, by taking one of more than anybody could. Thread-safe.
 */
final class Pause {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Budget LOOKS = new Budget("esi:open", 1_000_000, INTERVAL);

  private final SharedBook shared;
  private Instant until = Instant.MIN;
  private Instant lastLook = Instant.MIN;

  Pause(SharedBook shared) {
    this.shared = shared;
  }

  /** How long nobody may call ESI; empty if everybody may. */
  synchronized Optional<Duration> left(Instant now) {
    boolean lookedAlready = !lastLook.isAfter(now) && lastLook.plus(INTERVAL).isAfter(now);
    if (!until.isAfter(now) && !lookedAlready) {
      lastLook = now;
      shared.take(LOOKS, 1, now).ifPresent(wait -> until = now.plus(wait));
    }
    return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  synchronized void begin(Instant end, Instant now) {
    if (end.isAfter(until)) {
      until = end;
    }
    shared.close(LOOKS, end, now);
  }
}
