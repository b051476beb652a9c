package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.job.Urgency;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What is due and waits for an engine, of all processes of a database together, by urgency.
 *
 * @param byUrgency an entry for every urgency
 */
public record QueueStatistics(Map<Urgency, Waiting> byUrgency) {

  /** The work of one type and urgency is counted no further than this. */
  public static final int MOST_OF_TYPE = 10_000;

  public QueueStatistics {
    byUrgency = Map.copyOf(byUrgency);
  }

  /** Of work that is so urgent. */
  public Waiting of(Urgency urgency) {
    return Objects.requireNonNull(byUrgency.get(urgency));
  }

  /**
   * Work of one urgency.
   *
   * @param count how much of it is due and not begun
   * @param oldest how long the oldest of it has been due; zero if there is none
   */
  public record Waiting(long count, Duration oldest) {

    /** Nothing is due. */
    public static final Waiting NOTHING = new Waiting(0, Duration.ZERO);
  }
}
