package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache in memory that counts how often it is asked. */
final class RecordingCache implements Cache {

  final Map<CacheKey, CachedData> contents = new ConcurrentHashMap<>();
  final AtomicInteger lookups = new AtomicInteger();

  @Override
  public Optional<CachedData> find(CacheKey key) {
    lookups.incrementAndGet();
    return Optional.ofNullable(contents.get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    lookups.incrementAndGet();
    Map<CacheKey, CachedData> found = new HashMap<>(contents);
    found.keySet().retainAll(keys);
    return found;
  }

  @Override
  public void put(CachedData data) {
    contents.put(data.key(), data);
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    throw new UnsupportedOperationException("nobody here lists anything");
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    throw new UnsupportedOperationException("nobody here removes anything");
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    throw new UnsupportedOperationException("nobody here tidies up");
  }
}
