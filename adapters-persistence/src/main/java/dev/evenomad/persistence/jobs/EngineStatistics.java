package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.job.Urgency;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
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

  /** What several engines have done together. */
  static EngineStatistics sum(List<EngineStatistics> engines) {
    Map<Urgency, Count> sums = new EnumMap<>(Urgency.class);
    for (Urgency urgency : Urgency.values()) {
      sums.put(
          urgency,
          engines.stream().map(engine -> engine.of(urgency)).reduce(Count.NOTHING, Count::plus));
    }
    return new EngineStatistics(sums);
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
  public record Count(long begun, long failed, long late, int running, Duration behind) {

    private static final Count NOTHING = new Count(0, 0, 0, 0, Duration.ZERO);

    private Count plus(Count other) {
      return new Count(
          begun + other.begun,
          failed + other.failed,
          late + other.late,
          running + other.running,
          behind.compareTo(other.behind) < 0 ? other.behind : behind);
    }
  }
}
