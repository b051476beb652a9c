package dev.evenomad.persistence;

import dev.evenomad.persistence.redis.RedisUrl;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the database.
 *
 * @param maxConnections of the pool; at least 2, because a lease is taken while a transaction runs
 * @param connectionTimeout how long to wait for a connection before giving up; at least 250 ms
 * @param redis where Redis is, the same for all processes of the database; empty without one
 */
public record PersistenceSettings(
    DatabaseUrl database,
    int maxConnections,
    Duration connectionTimeout,
    Optional<RedisUrl> redis) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

  /** Refuses a pool that could not work. */
  public PersistenceSettings {
    if (maxConnections < 2) {
      throw new IllegalArgumentException(
          "the pool needs at least 2 connections; raise connection_limit in the database URL");
    }
    if (connectionTimeout.compareTo(SHORTEST_TIMEOUT) < 0) {
      throw new IllegalArgumentException("a connection is waited for at least 250 ms");
    }
  }

  /** What the URL says, else cores × 2 + 1 connections and five seconds. */
  public static PersistenceSettings of(DatabaseUrl database) {
    return new PersistenceSettings(
        database,
        database
            .connectionLimit()
            .orElseGet(() -> Runtime.getRuntime().availableProcessors() * 2 + 1),
        database.poolTimeout().orElse(DEFAULT_TIMEOUT),
        Optional.empty());
  }

  /** The same with that many connections. */
  public PersistenceSettings withMaxConnections(int connections) {
    return new PersistenceSettings(database, connections, connectionTimeout, redis);
  }

  /** The same with a Redis, if there is one. */
  public PersistenceSettings withRedis(Optional<RedisUrl> url) {
    return new PersistenceSettings(database, maxConnections, connectionTimeout, url);
  }
}
