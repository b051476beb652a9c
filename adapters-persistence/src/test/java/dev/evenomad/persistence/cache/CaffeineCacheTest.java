package dev.evenomad.persistence.cache;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CaffeineCacheTest {

  private final SettableClock clock = SettableClock.at(NOW);
  private final CountingCache below = new CountingCache(new InMemoryStores().cache());
  private final Cache cache = CacheTiers.above(below, clock, Optional.empty(), Runnable::run);

  @Test
  void asksNobodyForWhatIsFresh() {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    cache.put(data);

    assertThat(cache.find(data.key())).contains(data);
    assertThat(below.asked).isEmpty();
  }

  @Test
  void asksOnceForWhatAnotherProcessPutThere() {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    below.put(data);

    assertThat(cache.find(data.key())).contains(data);
    assertThat(cache.find(data.key())).contains(data);
    assertThat(below.asked).containsExactly(data.key());
  }

  @Test
  void asksForWhatIsStaleBecauseItMayHaveBeenRenewed() {
    CachedData stale = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    cache.put(stale);
    CachedData renewed =
        new CachedData(
            stale.key(), JsonValue.of("renewed"), Optional.empty(), NOW.plusSeconds(120), NOW);
    below.put(renewed);
    assertThat(cache.find(stale.key())).contains(stale);

    clock.set(NOW.plusSeconds(60));

    assertThat(cache.find(stale.key())).contains(renewed);
  }

  @Test
  void asksOnlyForWhatIsMissing() {
    CachedData here = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    CachedData there = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    cache.put(here);
    below.put(there);

    assertThat(cache.findAll(List.of(here.key(), there.key())))
        .isEqualTo(Map.of(here.key(), here, there.key(), there));
    assertThat(below.asked).containsExactly(there.key());
  }

  @Test
  void doesNotOutgrowItsBound() {
    JsonValue megabyte = JsonValue.of("x".repeat(1 << 20));
    List<CacheKey> keys = Stream.generate(Samples::cacheKey).limit(100).toList();
    for (CacheKey key : keys) {
      cache.put(new CachedData(key, megabyte, Optional.empty(), NOW.plusSeconds(60), NOW));
    }

    assertThat(cache.findAll(keys)).hasSize(100);
    assertThat(below.asked).hasSizeGreaterThan(60);
  }

  /** Remembers what it was asked for. */
  private static final class CountingCache implements Cache {
    private final Cache store;
    private final Set<CacheKey> asked = new LinkedHashSet<>();

    CountingCache(Cache store) {
      this.store = store;
    }

    @Override
    public Optional<CachedData> find(CacheKey key) {
      asked.add(key);
      return store.find(key);
    }

    @Override
    public synchronized Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
      asked.addAll(keys);
      return store.findAll(keys);
    }

    @Override
    public void put(CachedData data) {
      store.put(data);
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
}
