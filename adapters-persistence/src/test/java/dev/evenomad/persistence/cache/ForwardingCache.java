package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets something happen between what was read and that somebody learns of it. */
abstract class ForwardingCache implements Cache {

  private final Cache store;

  ForwardingCache(Cache store) {
    this.store = store;
  }

  abstract void whenRead();

  @Override
  public Optional<CachedData> find(CacheKey key) {
    return Optional.ofNullable(findAll(List.of(key)).get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    Map<CacheKey, CachedData> found = store.findAll(keys);
    whenRead();
    return found;
  }

  @Override
  public void put(CachedData data) {
    store.put(data);
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    return store.page(category, subcategory, after, limit);
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    return store.removeAll(category, subcategory);
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    return store.removeExpiredBefore(instant, limit);
  }
}
