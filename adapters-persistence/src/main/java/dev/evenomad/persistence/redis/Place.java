package dev.evenomad.persistence.redis;

import java.time.Duration;

/** Where things are kept at the moment. */
public sealed interface Place {

  /** In Redis, and behind it in PostgreSQL. */
  record InRedis(String era) implements Place {}

  /** In PostgreSQL alone. */
  record InPostgres() implements Place {}

  /**
   * On the way from one to the other: some process may not know yet.
   *
   * @param left how much longer
   */
  record Moving(Duration left) implements Place {}
}
