package dev.evenomad.domain.job;

import dev.evenomad.domain.account.UserId;
import java.time.Instant;
import java.util.List;

/**
 * The plan of due work, shared by all processes: each piece of work is done by one of them at a
 * time, and a dead one's work is done by another. Implementations are thread-safe and join
 * transactions, so no data is without its work and no work without its data.
 */
public interface Schedule {

  /**
   * Plans work, in place of whatever was planned for it. Work that is being done at this very
   * moment is done again then, or when its handler says if that is earlier: what is being done may
   * have begun too early to see why it was planned.
   */
  void plan(Plan plan);

  /** As {@link #plan(Plan)}, each of them, in few steps however many they are. */
  void planAll(List<Plan> plans);

  /** Plans work unless it is planned already, or being done. */
  void planIfAbsent(Plan plan);

  /** Plans {@code work} for {@code at}, nobody's and as urgent as such work is. */
  default void plan(DueWork work, Instant at) {
    plan(Plan.of(work, at));
  }

  /** As {@link #plan(DueWork, Instant)}, unless it is planned already, or being done. */
  default void planIfAbsent(DueWork work, Instant at) {
    planIfAbsent(Plan.of(work, at));
  }

  /**
   * Forgets the plan for {@code work}. Nothing happens if there is none. What is being done is not
   * stopped: it is done once more at once, so that its handler sees why it was cancelled and says
   * whether that was all.
   */
  void cancel(DueWork work);

  /** Says whose {@code work} is from now on. Nothing happens if it is not planned. */
  void handOver(DueWork work, UserId owner);

  /**
   * How much work so urgent is due at {@code now} and waits for somebody to do it: how far behind
   * all processes together are.
   *
   * @param most counted no further than that, positive
   */
  int waiting(Urgency urgency, Instant now, int most);
}
