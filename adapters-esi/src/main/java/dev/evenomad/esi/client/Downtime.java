package dev.evenomad.esi.client;

import dev.evenomad.esi.limit.EsiBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * The game's daily downtime: begins at 11:00 UTC, usually takes minutes, a quarter of an hour at
 * most. If ESI fails in that time, nobody asks it anything any more until {@code /status} tells
 * that the game is up: one process looks every half minute, the others wait, each of them looks
 * once itself before it goes on, and not all callers come back at the same moment. Thread-safe.
 */
final class Downtime {

  private static final LocalTime BEGIN = LocalTime.of(11, 0);
  private static final LocalTime END = LocalTime.of(11, 15);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final EsiBudget budget;
  private final BooleanSupplier up;
  private volatile boolean suspected;

  /**
   * Watches.
   *
   * @param up asks ESI whether the game is up
   */
  Downtime(EsiBudget budget, BooleanSupplier up) {
    this.budget = budget;
    this.up = up;
  }

  /** How long a call has to wait; empty if it need not. May ask ESI for its status. */
  Optional<Duration> wait(Instant now) {
    if (!time(now)) {
      suspected = false;
      return Optional.empty();
    }
    Optional<Duration> pause = budget.pauseLeft(now);
    if (pause.isPresent()) {
      suspected = true;
      return pause.map(Downtime::spread);
    }
    if (!suspected) {
      return Optional.empty();
    }
    Optional<Duration> turn = budget.takeProbe(now);
    if (turn.isPresent()) {
      return turn.map(Downtime::spread);
    }
    if (up.getAsBoolean()) {
      suspected = false;
      return Optional.empty();
    }
    pauseAll(now);
    return Optional.of(spread(INTERVAL));
  }

  /**
   * Notes that ESI failed.
   *
   * @return how long the caller has to wait if that is the downtime; else empty
   */
  Optional<Duration> failed(Instant now) {
    if (!time(now)) {
      return Optional.empty();
    }
    suspected = true;
    pauseAll(now);
    return Optional.of(spread(INTERVAL));
  }

  private void pauseAll(Instant now) {
    budget.pauseUntil(now.plus(INTERVAL), now);
  }

  private static boolean time(Instant now) {
    LocalTime utc = LocalTime.ofInstant(now, ZoneOffset.UTC);
    return !utc.isBefore(BEGIN) && utc.isBefore(END);
  }

  private static Duration spread(Duration wait) {
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(2 * INTERVAL.toMillis()));
  }
}
