package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.environment.Backoff;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Urgency;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an engine works.
 *
 * @param slots how much work so urgent is done at the same time, of each type of job, on virtual
 *     threads; positive for every urgency. What is less urgent, or stuck, takes no other's room
 * @param pollInterval how often to look for work that other processes planned; positive. What is
 *     known is begun when it is due, however seldom that is
 * @param heartbeat how often a living engine says so; at least 100 ms. Work of one that was silent
 *     for four of them is done by another, which looks every second one
 * @param retries how to wait after work that failed, by the type of its job
 * @param patience how long {@link Engine#stop} waits for work to end; half of it before, half of it
 *     after the work is interrupted
 */
public record EngineSettings(
    Map<Urgency, Integer> slots,
    Duration pollInterval,
    Duration heartbeat,
    Function<JobType, Backoff> retries,
    Duration patience) {

  /**
   * 128 alerts at a time, which wait for their pushes most of it, eight of everything else but two
   * chores; polled every second, a heartbeat every 3 s, so that the work of a dead process is done
   * after 18 s at most.
   */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Map.of(
              Urgency.ALERT, 128,
              Urgency.EVENT, 8,
              Urgency.REQUEST, 8,
              Urgency.ROUTINE, 8,
              Urgency.CHORE, 2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          JobType::backoff,
          Duration.ofSeconds(10));

  /** Refuses what makes no sense. */
  public EngineSettings {
    slots = Map.copyOf(slots);
    if (slots.size() != Urgency.values().length
        || slots.values().stream().anyMatch(room -> room < 1)) {
      throw new IllegalArgumentException(
          "an engine does at least one thing of every urgency at a time");
    }
    if (!pollInterval.isPositive() || patience.isNegative()) {
      throw new IllegalArgumentException("the times of an engine are positive");
    }
    if (heartbeat.toMillis() < 100) {
      throw new IllegalArgumentException("a heartbeat is at least 100 ms apart");
    }
  }

  /** How much work so urgent is done at the same time, of each type. */
  int slots(Urgency urgency) {
    return Objects.requireNonNull(slots.get(urgency));
  }

  /** The same with so many slots for every type and urgency. */
  public EngineSettings withSlots(int each) {
    return new EngineSettings(
        Arrays.stream(Urgency.values()).collect(Collectors.toMap(urgency -> urgency, all -> each)),
        pollInterval,
        heartbeat,
        retries,
        patience);
  }

  /** The same with that poll interval. */
  public EngineSettings withPollInterval(Duration newPollInterval) {
    return new EngineSettings(slots, newPollInterval, heartbeat, retries, patience);
  }

  /** The same with that heartbeat. */
  public EngineSettings withHeartbeat(Duration newHeartbeat) {
    return new EngineSettings(slots, pollInterval, newHeartbeat, retries, patience);
  }

  /** The same with those retries for every type. */
  public EngineSettings withRetries(Backoff newRetries) {
    return new EngineSettings(slots, pollInterval, heartbeat, type -> newRetries, patience);
  }

  /** The same with that patience. */
  public EngineSettings withPatience(Duration newPatience) {
    return new EngineSettings(slots, pollInterval, heartbeat, retries, newPatience);
  }
}
