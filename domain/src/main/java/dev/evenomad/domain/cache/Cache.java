package dev.evenomad.domain.cache;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of public data. Losing them costs time and nothing else. Implementations are thread-safe;
 * the last writer of a key wins. What is expired may still be found, for when the origin is down,
 * until it is removed.
 */
public interface Cache {

  /** What is kept under that key, fresh or stale; empty if nothing is. */
  Optional<CachedData> find(CacheKey key);

  /** What is kept under those keys, in one step; keys without anything are left out. */
  Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys);

  /** Keeps the data in place of what was under its key. */
  void put(CachedData data);

  /**
   * Removes what expired before {@code instant}, the earliest first, except what is being replaced
   * at this moment.
   *
   * @param limit at most so much, positive
   * @return how much
   */
  int removeExpiredBefore(Instant instant, int limit);
}
