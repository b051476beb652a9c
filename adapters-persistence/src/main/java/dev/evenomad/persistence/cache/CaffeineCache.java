package dev.evenomad.persistence.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what is fresh. Whatever is stale, or not here, is asked for below. */
final class CaffeineCache implements Cache {

  private static final long MAX_CHARACTERS = 32L << 20;
  private static final int CHARACTERS_PER_VALUE = 8;

  private final com.github.benmanes.caffeine.cache.Cache<CacheKey, CachedData> fresh =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .<CacheKey, CachedData>weigher((key, data) -> charactersIn(data.data()))
          // Else evictions wait for the common pool.
          .executor(Runnable::run)
          .build();
  private final Cache below;
  private final InstantSource clock;

  CaffeineCache(Cache below, InstantSource clock) {
    this.below = below;
    this.clock = clock;
  }

  @Override
  public Optional<CachedData> find(CacheKey key) {
    return Optional.ofNullable(findAll(Set.of(key)).get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    Instant now = clock.instant();
    Map<CacheKey, CachedData> found = new HashMap<>(fresh.getAllPresent(keys));
    found.values().removeIf(data -> !data.freshAt(now));
    Set<CacheKey> missing = new LinkedHashSet<>(keys);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      below
          .findAll(missing)
          .forEach(
              (key, data) -> {
                found.put(key, data);
                keep(data, now);
              });
    }
    return found;
  }

  @Override
  public void put(CachedData data) {
    below.put(data);
    keep(data, clock.instant());
  }

  private void keep(CachedData data, Instant now) {
    if (data.freshAt(now)) {
      fresh.put(data.key(), data);
    } else {
      fresh.invalidate(data.key());
    }
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    fresh.asMap().values().removeIf(data -> data.expiresAt().isBefore(instant));
    return below.removeExpiredBefore(instant, limit);
  }

  private static int charactersIn(JsonValue value) {
    return switch (value) {
      case JsonNull.NULL -> CHARACTERS_PER_VALUE;
      case JsonBoolean(boolean truth) -> CHARACTERS_PER_VALUE;
      case JsonNumber(var number) -> CHARACTERS_PER_VALUE;
      case JsonString(String text) -> CHARACTERS_PER_VALUE + text.length();
      case JsonArray(var items) ->
          CHARACTERS_PER_VALUE + items.stream().mapToInt(CaffeineCache::charactersIn).sum();
      case JsonObject(var members) ->
          CHARACTERS_PER_VALUE
              + members.entrySet().stream()
                  .mapToInt(member -> member.getKey().length() + charactersIn(member.getValue()))
                  .sum();
    };
  }
}
