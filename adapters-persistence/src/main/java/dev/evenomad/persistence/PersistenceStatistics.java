package dev.evenomad.persistence;

import dev.evenomad.persistence.jobs.EngineStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of one process at one moment; asking for them asks no database.
 *
 * @param pool its connections; empty if they are the caller's
 * @param cacheTiers by name: {@code memory}, {@code database}, and {@code redis} if there is one
 * @param redisConnected whether there is a connection to Redis; empty if none is configured
 * @param engines what its engines have done, together
 */
public record PersistenceStatistics(
    Optional<Pool> pool,
    Map<String, Tier> cacheTiers,
    Optional<Boolean> redisConnected,
    EngineStatistics engines) {

  public PersistenceStatistics {
    cacheTiers = Map.copyOf(cacheTiers);
  }

  /**
   * Connections to the database.
   *
   * @param active in use
   * @param idle at hand
   * @param waiting threads that wait for one
   * @param most as many there may be
   * @param timeouts how often somebody has waited in vain so far
   */
  public record Pool(int active, int idle, int waiting, int most, long timeouts) {}

  /**
   * One tier of the cache.
   *
   * @param hits entries that it had so far
   * @param misses entries that it did not have, or not fresh
   */
  public record Tier(long hits, long misses) {}
}
