package dev.evenomad.persistence.cache;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.persistence.redis.Place;
import dev.evenomad.persistence.redis.RedisExtension;
import dev.evenomad.persistence.redis.RedisServer;
import dev.evenomad.persistence.redis.SharedRedis;
import dev.evenomad.testkit.contract.CacheContract;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.TestedStores;
import dev.evenomad.testkit.memory.InMemoryStores;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tier in Redis above stores in memory. */
@ExtendWith({PostgresExtension.class, RedisExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisTierIT implements CacheContract {

  private final TestedStores stores = new InMemoryStores();
  private final SharedRedis redis;
  private final RedisCache cache;

  RedisTierIT(PostgresServer server, RedisServer redisServer) {
    String url = server.createDatabase();
    new PostgresStores(url, () -> NOW).close();
    redis = SharedRedis.open(redisServer.url(), PostgresServer.dataSource(url), Samples::id);
    cache = above(stores.cache());
    Awaitility.await()
        .until(
            () -> {
              PostgresServer.execute(
                  PostgresServer.dataSource(url),
                  "UPDATE redis_era SET since = since - interval '1 min'");
              return redis.place() instanceof Place.InRedis;
            });
  }

  @AfterAll
  void close() {
    redis.close();
  }

  @Override
  public TestedStores stores() {
    return stores;
  }

  @Override
  public Cache cache() {
    return cache;
  }

  private RedisCache above(Cache below) {
    return new RedisCache(redis, below, () -> NOW, Runnable::run, new CacheCounts());
  }

  @Test
  void findsWhatIsFreshWithoutAskingBelow() {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    cache.put(data);

    assertThat(above(new InMemoryStores().cache()).find(data.key())).contains(data);
  }

  @Test
  void asksBelowForWhatIsStale() {
    CachedData data = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    cache.put(data);

    Cache later =
        new RedisCache(
            redis, stores.cache(), () -> NOW.plusSeconds(60), Runnable::run, new CacheCounts());
    CachedData renewed =
        new CachedData(
            data.key(), JsonValue.of("renewed"), Optional.empty(), NOW.plusSeconds(120), NOW);
    stores.cache().put(renewed);

    assertThat(later.find(data.key())).contains(renewed);
  }

  @Test
  void keepsWhatItReadUnlessItIsRemovedMeanwhile() {
    CacheKey key = new CacheKey("characters", Samples.characterId().toString(), "mail-1");
    CachedData data = Samples.cached(key, NOW.plusSeconds(60));
    stores.cache().put(data);
    Cache slow =
        above(
            new ForwardingCache(stores.cache()) {
              @Override
              void whenRead() {
                cache.removeAll(key.category(), key.subcategory());
              }
            });

    assertThat(slow.find(key)).as("as it was when it was read").contains(data);

    assertThat(cache.find(key)).isEmpty();
  }

  @Test
  void keepsNothingOlderThanWhatIsWrittenMeanwhile() {
    CachedData old = Samples.cached(Samples.cacheKey(), NOW.plusSeconds(60));
    CachedData newer =
        new CachedData(
            old.key(), JsonValue.of("newer"), Optional.empty(), NOW.plusSeconds(120), NOW);
    stores.cache().put(old);
    Cache slow =
        above(
            new ForwardingCache(stores.cache()) {
              @Override
              void whenRead() {
                cache.put(newer);
              }
            });

    assertThat(slow.findAll(List.of(old.key()))).containsEntry(old.key(), old);

    assertThat(above(new InMemoryStores().cache()).find(old.key())).contains(newer);
  }
}
