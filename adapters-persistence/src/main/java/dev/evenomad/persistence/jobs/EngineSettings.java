package dev.evenomad.persistence.jobs;

import java.time.Duration;

/**
 * How an engine works.
 *
 * @param concurrency how much work is done at the same time, on virtual threads; positive
 * @param pollInterval how often to look for work that other processes planned; positive
 * @param heartbeat how often a living engine says so; work of one that was silent for four of them
 *     is done by another; at least 100 ms
 * @param firstRetry after the first failure; doubles with each further one; positive
 * @param longestRetry at most between two tries; not shorter than {@code firstRetry}
 * @param patience how long {@link Engine#stop} waits for work to end; half of it before, half of it
 *     after the work is interrupted
 */
public record EngineSettings(
    int concurrency,
    Duration pollInterval,
    Duration heartbeat,
    Duration firstRetry,
    Duration longestRetry,
    Duration patience) {

  /**
   * 32 at a time, polled five times a second, a heartbeat every 10 s, retries from 5 s to 10 min.
   */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          32,
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10));

  /** Refuses what makes no sense. */
  public EngineSettings {
    if (concurrency < 1) {
      throw new IllegalArgumentException("an engine does at least one thing at a time");
    }
    if (!pollInterval.isPositive() || !firstRetry.isPositive() || patience.isNegative()) {
      throw new IllegalArgumentException("the times of an engine are positive");
    }
    if (heartbeat.toMillis() < 100) {
      throw new IllegalArgumentException("a heartbeat is at least 100 ms apart");
    }
    if (longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("the longest retry is not shorter than the first");
    }
  }

  /** The same with that concurrency. */
  public EngineSettings withConcurrency(int newConcurrency) {
    return new EngineSettings(
        newConcurrency, pollInterval, heartbeat, firstRetry, longestRetry, patience);
  }

  /** The same with that poll interval. */
  public EngineSettings withPollInterval(Duration newPollInterval) {
    return new EngineSettings(
        concurrency, newPollInterval, heartbeat, firstRetry, longestRetry, patience);
  }

  /** The same with that heartbeat. */
  public EngineSettings withHeartbeat(Duration newHeartbeat) {
    return new EngineSettings(
        concurrency, pollInterval, newHeartbeat, firstRetry, longestRetry, patience);
  }

  /** The same with those retries. */
  public EngineSettings withRetries(Duration first, Duration longest) {
    return new EngineSettings(concurrency, pollInterval, heartbeat, first, longest, patience);
  }

  /** The same with that patience. */
  public EngineSettings withPatience(Duration newPatience) {
    return new EngineSettings(
        concurrency, pollInterval, heartbeat, firstRetry, longestRetry, newPatience);
  }
}
