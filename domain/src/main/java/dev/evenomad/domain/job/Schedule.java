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
   * being done at this very moment is done again at {@code at}, or when its handler says if that is
   * earlier: what is being done may have begun too early to see why it was planned.
   */
  void plan(DueWork work, Instant at);

  /** Plans {@code work} for {@code at} unless it is planned already, or being done. */
  void planIfAbsent(DueWork work, Instant at);

  /**
   * Forgets the plan for {@code work}. Nothing happens if there is none. What is being done is not
   * stopped, and its handler says whether it is done again.
   */
  void cancel(DueWork work);
}
