package dev.evenomad.domain.cache;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies of public data, and of private data whose key names the character. Losing them costs time
 * and nothing else. Implementations are thread-safe; the last writer of a key wins. What is expired
 * may still be found, for when the origin is down, until it is removed.
 *
 * <p>Processes share it. What one of them puts or removes, the others may not notice for a minute;
 * until then they find what was there before, as long as that is fresh. Implementations may join
 * the running transaction.
 */
public interface Cache {

  /** What is kept under that key, fresh or stale; empty if nothing is. */
  Optional<CachedData> find(CacheKey key);

  /** What is kept under those keys, in one step; keys without anything are left out. */
  Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys);

  /**
   * Keeps the data in place of what was under its key. Costs little if it is the same with another
   * lifetime.
   */
  void put(CachedData data);

  /**
   * What is kept under keys of that category and subcategory, fresh or stale, in the order of ASCII
   * of their ids; not what is put or removed at this moment.
   *
   * @param after the id of the last one of the page before; empty for the first page
   * @param limit at most so many, positive
   */
  List<CachedData> page(String category, String subcategory, Optional<String> after, int limit);

  /**
   * Removes all keys of that category and subcategory, as for a character that is gone: {@code
   * esi:characters:2112625428:…}. Whoever was reading at that moment does not bring it back.
   *
   * @return what was removed
   */
  Set<CacheKey> removeAll(String category, String subcategory);

  /**
   * Removes what expired before {@code instant}, the earliest first, except what is being replaced
   * at this moment.
   *
   * @param limit at most so much, positive
   * @return how much
   */
  int removeExpiredBefore(Instant instant, int limit);
}
