package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of the simulated world: real time plus an offset that only grows, except on {@link
 * #reset()}. Thread-safe.
 */
public final class WorldClock implements InstantSource {

  private static final Duration FARTHEST = Duration.ofDays(3650);

  private final InstantSource realTime;
  private volatile Duration offset = Duration.ZERO;

  public WorldClock(InstantSource realTime) {
    this.realTime = realTime;
  }

  /** The time in the world. */
  @Override
  public Instant instant() {
    return realTime.instant().plus(offset);
  }

  /** The time of the source this clock runs on, without the offset. */
  public Instant realInstant() {
    return realTime.instant();
  }

  /** How far the world is ahead of real time. */
  public Duration offset() {
    return offset;
  }

  /**
   * Moves the world forward at once.
   *
   * @param by positive; the offset reaches ten years at most
   * @return the new time in the world
   */
  public synchronized Instant advance(Duration by) {
    if (by.isNegative() || by.isZero()) {
      throw Refusal.invalid(
          "the clock cannot be moved by " + by, "give a positive duration such as \"PT1H\"");
    }
    if (by.compareTo(FARTHEST.minus(offset)) > 0) {
      throw Refusal.invalid(
          "the clock would be more than ten years ahead of real time",
          "give a smaller duration or reset the world");
    }
    offset = offset.plus(by);
    return instant();
  }

  /** Returns to real time. */
  public synchronized void reset() {
    offset = Duration.ZERO;
  }
}
