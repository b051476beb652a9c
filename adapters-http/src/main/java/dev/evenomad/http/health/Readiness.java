package dev.evenomad.http.health;

/**
 * Something without which the server cannot serve, such as the database. Implementations are
 * thread-safe and answer within a short, bounded time.
 */
public interface Readiness {

  /** What it is, in one lower-case word; shown to whoever asks, and unique in a server. */
  String name();

  /** Whether it is there; a failure to find out counts as no. */
  boolean ready();
}
