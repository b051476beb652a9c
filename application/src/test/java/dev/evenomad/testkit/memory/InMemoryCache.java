package dev.evenomad.testkit.memory;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** {@link Cache} in memory, outside of all transactions. It forgets nothing by itself. */
public final class InMemoryCache implements Cache {

  private final Map<CacheKey, CachedData> entries = new ConcurrentHashMap<>();

  /** An empty cache. */
  public InMemoryCache() {}

  @Override
  public Optional<CachedData> find(CacheKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    return keys.stream()
        .distinct()
        .flatMap(key -> find(key).stream())
        .collect(Collectors.toUnmodifiableMap(CachedData::key, data -> data));
  }

  @Override
  public void put(CachedData data) {
    entries.put(data.key(), data);
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    return entries.values().stream()
        .filter(
            data ->
                data.key().category().equals(category)
                    && data.key().subcategory().equals(subcategory)
                    && after.map(id -> data.key().id().compareTo(id) > 0).orElse(true))
        .sorted(Comparator.comparing(data -> data.key().id()))
        .limit(limit)
        .toList();
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    Set<CacheKey> removed =
        entries.keySet().stream()
            .filter(key -> key.category().equals(category) && key.subcategory().equals(subcategory))
            .collect(Collectors.toUnmodifiableSet());
    entries.keySet().removeAll(removed);
    return removed;
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    return (int)
        entries.values().stream()
            .filter(data -> data.expiresAt().isBefore(instant))
            .sorted(Comparator.comparing(CachedData::expiresAt))
            .limit(limit)
            .filter(data -> entries.remove(data.key(), data))
            .count();
  }
}
