package dev.evenomad.domain.job;

import dev.evenomad.domain.character.CharacterId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which jobs to list. An empty condition admits all.
 *
 * @param from admits jobs that were created then or later
 * @param until admits jobs that were created before
 * @param after the last one of the page before; empty for the first page
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record JobQuery(
    Optional<JobType> type,
    Optional<JobStatus> status,
    Optional<CharacterId> character,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Position> after,
    int limit) {

  /** The longest page. */
  public static final int MAX_LIMIT = 100;

  public JobQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " items");
    }
  }

  /** The newest of all. */
  public static JobQuery latest(int limit) {
    return new JobQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** The same query, of jobs about that character alone. */
  public JobQuery ofCharacter(CharacterId about) {
    return new JobQuery(type, status, Optional.of(about), from, until, after, limit);
  }

  /** The same query from that place on. */
  public JobQuery after(Position position) {
    return new JobQuery(type, status, character, from, until, Optional.of(position), limit);
  }

  /**
   * A place in the list, newest first; of those created in the same moment the id that is greater
   * in the order of ASCII comes first.
   */
  public record Position(Instant createdAt, JobId id) {

    /** Where {@code job} stands. */
    public static Position of(Job job) {
      return new Position(job.createdAt(), job.id());
    }
  }
}
