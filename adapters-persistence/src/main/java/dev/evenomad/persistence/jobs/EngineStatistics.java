package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.job.Urgency;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What an engine has done since it was made, by urgency.
 *
 * @param byUrgency an entry for every urgency
 */
public record EngineStatistics(Map<Urgency, Count> byUrgency) {

  public EngineStatistics {
    byUrgency = Map.copyOf(byUrgency);
  }

  /** Of work that is so urgent. */
  public Count of(Urgency urgency) {
    return Objects.requireNonNull(byUrgency.get(urgency));
  }

  /**
   * Work of one urgency.
   *
   * @param begun how many goes
   * @param failed how many of them ended with an exception
   * @param late how many of them were begun more than a minute after they were due: what overload
   *     makes wait, the least urgent first
   * @param running how many are under way now
   * @param behind how late the last one was that was begun; zero once nothing is due
   */
  public record Count(long begun, long failed, long late, int running, Duration behind) {}
}
