package dev.evenomad.domain.job;

import java.time.Instant;

/**
 * The plan of due work, shared by all processes: each piece of work is done by one of them at a
 * time, and a dead one's work is done by another. Implementations are thread-safe and join
 * transactions, so no data is without its work and no work without its data.
 */
public interface Schedule {

  /**
   * Plans {@code work} for {@code at}, in place of any other time it was planned for. Work that is
   * being done at this very moment is not planned anew: what its handler returns decides.
   */
  void plan(DueWork work, Instant at);

  /** Plans {@code work} for {@code at} unless it is planned already. */
  void planIfAbsent(DueWork work, Instant at);

  /** Forgets the plan for {@code work}. Nothing happens if there is none. */
  void cancel(DueWork work);
}
