package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.persistence.cache.CacheCounts.Tier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what the last tier is asked for, and has. */
record CountedCache(Cache below, CacheCounts counts) implements Cache {

  @Override
  public Optional<CachedData> find(CacheKey key) {
    Optional<CachedData> found = below.find(key);
    counts.add(Tier.DATABASE, found.isPresent() ? 1 : 0, 1);
    return found;
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    Map<CacheKey, CachedData> found = below.findAll(keys);
    counts.add(Tier.DATABASE, found.size(), Set.copyOf(keys).size());
    return found;
  }

  @Override
  public void put(CachedData data) {
    below.put(data);
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    return below.page(category, subcategory, after, limit);
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    return below.removeAll(category, subcategory);
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    return below.removeExpiredBefore(instant, limit);
  }
}
