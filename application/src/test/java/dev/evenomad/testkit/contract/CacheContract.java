package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link Cache} does that has room enough. It may lose anything at any
 * time, but not in these tests.
 */
public interface CacheContract {

  /** When the samples expire. */
  Instant END = NOW.plusSeconds(300);

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingUnderAnUnknownKey() {
    assertThat(stores().cache().find(Samples.cacheKey())).isEmpty();
    assertThat(stores().cache().findAll(List.of(Samples.cacheKey(), Samples.cacheKey()))).isEmpty();
    assertThat(stores().cache().findAll(List.of())).isEmpty();
  }

  @Test
  default void returnsDataAsItWasKept() {
    CachedData data = Samples.cached(Samples.cacheKey(), END);
    stores().cache().put(data);

    assertThat(stores().cache().find(data.key())).contains(data);
  }

  @Test
  default void keepsJsonOfEveryKindWithAndWithoutETag() {
    for (JsonValue json :
        List.of(
            JsonNull.NULL,
            JsonValue.of(false),
            JsonValue.of(1L << 60),
            JsonValue.of(Samples.TEXT),
            JsonValue.of(List.of(Samples.json())),
            JsonObject.EMPTY)) {
      CachedData data = new CachedData(Samples.cacheKey(), json, Optional.empty(), END, NOW);
      stores().cache().put(data);

      assertThat(stores().cache().find(data.key())).contains(data);
    }
  }

  @Test
  default void keepsTheLastDataOfAKey() {
    CacheKey key = Samples.cacheKey();
    stores().cache().put(Samples.cached(key, END));
    CachedData last =
        new CachedData(
            key, JsonValue.of("last"), Optional.empty(), END.plusSeconds(1), NOW.plusSeconds(1));

    stores().cache().put(last);

    assertThat(stores().cache().find(key)).contains(last);
  }

  @Test
  default void findsStaleDataToo() {
    CachedData stale = Samples.cached(Samples.cacheKey(), NOW.minusSeconds(86_400));
    stores().cache().put(stale);

    assertThat(stores().cache().find(stale.key())).contains(stale);
  }

  @Test
  default void findsSeveralAndLeavesOutWhatIsNotThere() {
    CachedData one = Samples.cached(Samples.cacheKey(), END);
    CachedData two = Samples.cached(Samples.cacheKey(), END);
    CachedData unasked = Samples.cached(Samples.cacheKey(), END);
    stores().cache().put(one);
    stores().cache().put(two);
    stores().cache().put(unasked);

    assertThat(
            stores().cache().findAll(List.of(one.key(), Samples.cacheKey(), two.key(), one.key())))
        .isEqualTo(Map.of(one.key(), one, two.key(), two));
  }

  @Test
  default void keepsTheDataOfOneOfManyWriters() {
    CacheKey key = Samples.cacheKey();

    List<CachedData> written =
        Race.run(
            runner -> {
              CachedData data =
                  new CachedData(key, JsonValue.of(runner), Optional.empty(), END, NOW);
              stores().cache().put(data);
              return data;
            });

    assertThat(stores().cache().find(key).orElseThrow()).isIn(written);
  }

  @Test
  default void sweepsWhatExpiredLongAgo() {
    Instant sweep = Instant.parse("2003-05-06T00:00:00Z");
    stores().cache().removeExpiredBefore(sweep, 100);
    CachedData before = Samples.cached(Samples.cacheKey(), sweep.minusSeconds(1));
    CachedData exactly = Samples.cached(Samples.cacheKey(), sweep);
    stores().cache().put(before);
    stores().cache().put(exactly);

    assertThat(stores().cache().removeExpiredBefore(sweep, 100)).isEqualTo(1);

    assertThat(stores().cache().find(before.key())).isEmpty();
    assertThat(stores().cache().find(exactly.key())).contains(exactly);
    assertThat(stores().cache().removeExpiredBefore(sweep, 100)).isZero();
  }
}
