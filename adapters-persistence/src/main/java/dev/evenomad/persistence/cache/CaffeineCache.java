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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds what is fresh, for a while. Whatever is stale, or not here, is asked for below: once, by
 * the first of those who want it at the same time.
 */
final class CaffeineCache implements Cache {

  /** How long it is not noticed that another process changed something, unless it is told. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final long MAX_CHARACTERS = 32L << 20;
  private static final int CHARACTERS_PER_VALUE = 8;

  private final com.github.benmanes.caffeine.cache.Cache<CacheKey, CachedData> fresh;
  private final Map<CacheKey, CompletableFuture<Optional<CachedData>>> reads =
      new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final Cache below;
  private final InstantSource clock;
  private final Consumer<Runnable> afterCommit;
  private final CacheCounts counts;

  CaffeineCache(
      Cache below, InstantSource clock, Consumer<Runnable> afterCommit, CacheCounts counts) {
    this.counts = counts;
    this.below = below;
    this.clock = clock;
    this.afterCommit = afterCommit;
    this.fresh =
        Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .<CacheKey, CachedData>weigher((key, data) -> charactersIn(data.data()))
            .expireAfterWrite(LIFETIME)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            // Else evictions wait for the common pool.
            .executor(Runnable::run)
            .build();
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
    counts.add(CacheCounts.Tier.MEMORY, found.size(), found.size() + missing.size());
    Map<CacheKey, CompletableFuture<Optional<CachedData>>> own = new LinkedHashMap<>();
    Map<CacheKey, CompletableFuture<Optional<CachedData>>> others = new LinkedHashMap<>();
    for (CacheKey key : missing) {
      CompletableFuture<Optional<CachedData>> read = new CompletableFuture<>();
      CompletableFuture<Optional<CachedData>> earlier = reads.putIfAbsent(key, read);
      if (earlier == null) {
        own.put(key, read);
      } else {
        others.put(key, earlier);
      }
    }
    if (!own.isEmpty()) {
      found.putAll(read(own, now));
    }
    others.forEach((key, read) -> answerOf(key, read).ifPresent(data -> found.put(key, data)));
    return found;
  }

  /** Reads below, and lets those know who wait for it. */
  private Map<CacheKey, CachedData> read(
      Map<CacheKey, CompletableFuture<Optional<CachedData>>> reading, Instant now) {
    long before = changes.get();
    try {
      Map<CacheKey, CachedData> found = below.findAll(reading.keySet());
      found.values().forEach(data -> keep(data, now, before));
      reading.forEach((key, read) -> read.complete(Optional.ofNullable(found.get(key))));
      return found;
    } finally {
      reading.forEach(
          (key, read) -> {
            reads.remove(key, read);
            read.cancel(false);
          });
    }
  }

  /** What somebody else reads at this moment; if he fails, it is read here. */
  private Optional<CachedData> answerOf(
      CacheKey key, CompletableFuture<Optional<CachedData>> read) {
    try {
      return read.join();
    } catch (CancellationException e) {
      return below.find(key);
    }
  }

  @Override
  public void put(CachedData data) {
    below.put(data);
    forget(data.key());
    afterCommit.accept(() -> keep(data, clock.instant(), forget(data.key())));
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    return below.page(category, subcategory, after, limit);
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    Set<CacheKey> removed = below.removeAll(category, subcategory);
    afterCommit.accept(() -> forgetAll(category, subcategory));
    return removed;
  }

  /** Keeps it, unless something has changed since then that may be it. */
  private void keep(CachedData data, Instant now, long since) {
    fresh
        .asMap()
        .compute(
            data.key(),
            (key, kept) -> {
              if (changes.get() != since) {
                return kept;
              }
              return data.freshAt(now) ? data : null;
            });
  }

  /**
   * Holds nothing of that any more, nor what is being read of it at this moment.
   *
   * @return how often something has changed until now
   */
  long forget(CacheKey key) {
    long change = changes.incrementAndGet();
    reads.remove(key);
    fresh.invalidate(key);
    return change;
  }

  /** The same for all keys with that beginning. */
  void forgetAll(String category, String subcategory) {
    changes.incrementAndGet();
    Predicate<CacheKey> changed =
        key -> key.category().equals(category) && key.subcategory().equals(subcategory);
    reads.keySet().removeIf(changed);
    fresh.asMap().keySet().removeIf(changed);
  }

  /** Holds nothing any more. */
  void forgetAll() {
    changes.incrementAndGet();
    reads.clear();
    fresh.invalidateAll();
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
