package dev.evenomad.esi.sso;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps this process from hammering an EVE SSO that is down or refuses us. After a failure nobody
 * asks for some seconds, after further ones for longer and longer, up to five minutes; or for as
 * long as EVE itself said. When that is over, one caller tries, and the others wait for what comes
 * of it. Whoever has to wait is sent away with a spread, so that thousands of characters do not
 * come back at the same moment. Every process finds out for itself. Thread-safe.
 */
final class OutagePause {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Duration trial;
  private final InstantSource clock;
  private int failures;
  private boolean trying;
  private Instant until = Instant.MIN;

  /**
   * Nothing has failed yet.
   *
   * @param trial longer than one call takes
   */
  OutagePause(Duration trial, InstantSource clock) {
    this.trial = trial;
    this.clock = clock;
  }

  /** Empty if EVE may be asked now; else after what time. */
  synchronized Optional<Duration> remaining() {
    if (failures == 0) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (until.isAfter(now)) {
      return Optional.of(spread(Duration.between(now, until)));
    }
    trying = true;
    until = now.plus(trial);
    return Optional.empty();
  }

  /** EVE answered, were it that a grant is gone. */
  synchronized void answered() {
    failures = 0;
    trying = false;
  }

  /**
   * EVE did not answer, or with a failure, or does not accept us.
   *
   * @param asked how long it wants to be left alone, if it said so
   */
  synchronized void failed(Optional<Duration> asked) {
    Instant now = clock.instant();
    // What was under way when the pause began fails with it, and makes it no longer.
    if (failures == 0 || trying) {
      failures++;
      trying = false;
      Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
      until = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }
    asked.map(now::plus).filter(until::isBefore).ifPresent(longer -> until = longer);
  }

  private static Duration spread(Duration wait) {
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() + 1));
  }
}
