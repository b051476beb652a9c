package dev.evenomad.persistence.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Removes rows that are of no more use, a few at a time. */
final class Retention {

  private Retention() {}

  /**
   * Removes rows by the earliest {@code time}. Those that another transaction holds are left to it
   * or to the next time, so that several servers neither wait for each other nor end in a deadlock.
   * The rows are found by their place, which takes no second look into an index, and which no other
   * version of a row has.
   *
   * @param table of the rows
   * @param time the column that decides
   * @param condition with {@code ?1} for {@code instant}
   * @param limit at most so many
   * @return how many
   */
  static int remove(
      EntityManager manager,
      String table,
      String time,
      String condition,
      Instant instant,
      int limit) {
    return manager
        .createNativeQuery(
            """
            DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM %1$s WHERE %3$s ORDER BY %2$s LIMIT ?2 FOR UPDATE SKIP LOCKED))
            """
                .formatted(table, time, condition))
        .setParameter(1, instant)
        .setParameter(2, limit)
        .executeUpdate();
  }
}
