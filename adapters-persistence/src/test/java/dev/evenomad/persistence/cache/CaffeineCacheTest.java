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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class CaffeineCacheTest {

  private final SettableClock clock = SettableClock.at(NOW);
  private final CountingCache below = new CountingCache(new InMemoryStores().cache());
  private final Cache cache =
      CacheTiers.above(below, clock, Optional.empty(), Runnable::run, new CacheCounts());

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

  @Test
  void asksOnceForWhatManyWantAtTheSameTime() throws InterruptedException {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    below.put(data);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Cache slow =
        CacheTiers.above(
            new ForwardingCache(below) {
              @Override
              void whenRead() {
                reads.incrementAndGet();
                await(answer);
              }
            },
            clock,
            Optional.empty(),
            Runnable::run,
            new CacheCounts());
    List<Optional<CachedData>> found = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(() -> found.add(slow.find(data.key()))))
            .limit(8)
            .toList();
    Awaitility.await()
        .until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));

    answer.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(found).hasSize(8).containsOnly(Optional.of(data));
    assertThat(reads).hasValue(1);
  }

  @Test
  void asksForItselfWhenWhoAskedFirstFails() throws InterruptedException {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    below.put(data);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Cache failing =
        CacheTiers.above(
            new ForwardingCache(below) {
              @Override
              void whenRead() {
                if (reads.incrementAndGet() == 1) {
                  await(answer);
                  throw new IllegalStateException("planned");
                }
              }
            },
            clock,
            Optional.empty(),
            Runnable::run,
            new CacheCounts());
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    List<Optional<CachedData>> found = Collections.synchronizedList(new ArrayList<>());
    Runnable search =
        () -> {
          try {
            found.add(failing.find(data.key()));
          } catch (IllegalStateException e) {
            failures.add(String.valueOf(e.getMessage()));
          }
        };
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(search)).limit(4).toList();
    Awaitility.await()
        .until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));

    answer.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).containsExactly("planned");
    assertThat(found).hasSize(3).containsOnly(Optional.of(data));
  }

  @Test
  void keepsNothingOlderThanWhatIsWrittenMeanwhile() {
    CachedData old = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    CachedData newer =
        new CachedData(
            old.key(), JsonValue.of("newer"), Optional.empty(), NOW.plusSeconds(120), NOW);
    below.put(old);
    AtomicReference<Cache> tier = new AtomicReference<>();
    Cache slow =
        CacheTiers.above(
            new ForwardingCache(below) {
              @Override
              void whenRead() {
                tier.get().put(newer);
              }
            },
            clock,
            Optional.empty(),
            Runnable::run,
            new CacheCounts());
    tier.set(slow);

    assertThat(slow.find(old.key())).contains(old);
    assertThat(slow.find(old.key())).contains(newer);
  }

  @Test
  void noticesWithinAMinuteWhatAnotherProcessChanged() {
    CachedData old = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(600));
    cache.put(old);
    below.removeAll(old.key().category(), old.key().subcategory());

    clock.set(NOW.plusSeconds(59));

    assertThat(cache.find(old.key())).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
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
}
