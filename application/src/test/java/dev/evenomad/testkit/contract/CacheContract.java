package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** What is under test: the stores' own, unless it is one of its tiers. */
  default Cache cache() {
    return stores().cache();
  }

  @Test
  default void findsNothingUnderAnUnknownKey() {
    assertThat(cache().find(Samples.cacheKey())).isEmpty();
    assertThat(cache().findAll(List.of(Samples.cacheKey(), Samples.cacheKey()))).isEmpty();
    assertThat(cache().findAll(List.of())).isEmpty();
  }

  @Test
  default void returnsDataAsItWasKept() {
    CachedData data = Samples.cached(Samples.cacheKey(), END);
    cache().put(data);

    assertThat(cache().find(data.key())).contains(data);
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
      cache().put(data);

      assertThat(cache().find(data.key())).contains(data);
    }
  }

  @Test
  default void keepsTheLastDataOfAKey() {
    CacheKey key = Samples.cacheKey();
    cache().put(Samples.cached(key, END));
    CachedData last =
        new CachedData(
            key, JsonValue.of("last"), Optional.empty(), END.plusSeconds(1), NOW.plusSeconds(1));

    cache().put(last);

    assertThat(cache().find(key)).contains(last);
  }

  @Test
  default void findsStaleDataToo() {
    CachedData stale = Samples.cached(Samples.cacheKey(), NOW.minusSeconds(86_400));
    cache().put(stale);

    assertThat(cache().find(stale.key())).contains(stale);
  }

  @Test
  default void findsSeveralAndLeavesOutWhatIsNotThere() {
    CachedData one = Samples.cached(Samples.cacheKey(), END);
    CachedData two = Samples.cached(Samples.cacheKey(), END);
    CachedData unasked = Samples.cached(Samples.cacheKey(), END);
    cache().put(one);
    cache().put(two);
    cache().put(unasked);

    assertThat(cache().findAll(List.of(one.key(), Samples.cacheKey(), two.key(), one.key())))
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
              cache().put(data);
              return data;
            });

    assertThat(cache().find(key).orElseThrow()).isIn(written);
  }

  @Test
  default void sweepsWhatExpiredLongAgo() {
    Instant sweep = Instant.parse("2003-05-06T00:00:00Z");
    cache().removeExpiredBefore(sweep, 100);
    CachedData before = Samples.cached(Samples.cacheKey(), sweep.minusSeconds(1));
    CachedData exactly = Samples.cached(Samples.cacheKey(), sweep);
    cache().put(before);
    cache().put(exactly);

    assertThat(cache().removeExpiredBefore(sweep, 100)).isEqualTo(1);

    assertThat(cache().find(before.key())).isEmpty();
    assertThat(cache().find(exactly.key())).contains(exactly);
    assertThat(cache().removeExpiredBefore(sweep, 100)).isZero();
  }

  @Test
  default void pagesThroughASubcategory() {
    String subcategory = Samples.id();
    List<CachedData> all = new ArrayList<>();
    for (String id : List.of("10", "2", "a", "B", "1")) {
      CachedData data = Samples.cached(new CacheKey("mail", subcategory, id), END);
      cache().put(data);
      all.add(data);
    }
    cache().put(Samples.cached(new CacheKey("mail", subcategory + "0", "1"), END));
    cache().put(Samples.cached(new CacheKey("mails", subcategory, "1"), END));
    all.sort(Comparator.comparing(data -> data.key().id()));

    assertThat(cache().page("mail", subcategory, Optional.empty(), 10)).isEqualTo(all);
    assertThat(cache().page("mail", subcategory, Optional.empty(), 2)).isEqualTo(all.subList(0, 2));
    assertThat(cache().page("mail", subcategory, Optional.of("10"), 2))
        .isEqualTo(all.subList(2, 4));
    assertThat(cache().page("mail", subcategory, Optional.of("a"), 2)).isEmpty();
  }

  @Test
  default void removesAllOfASubcategoryAndNothingElse() {
    String character = Samples.characterId().toString();
    CachedData one = Samples.cached(new CacheKey("characters", character, "mail-1"), END);
    CachedData stale =
        Samples.cached(new CacheKey("characters", character, "mail-2"), NOW.minusSeconds(1));
    List<CachedData> others =
        Stream.of(
                new CacheKey("characters", character + "0", "mail-1"),
                new CacheKey("characters", character + "-", "mail-1"),
                new CacheKey("characters", character + "_", "mail-1"),
                new CacheKey("characters.", character, "mail-1"),
                new CacheKey("Characters", character, "mail-1"),
                new CacheKey("universe", character, "mail-1"))
            .map(key -> Samples.cached(key, END))
            .toList();
    cache().put(one);
    cache().put(stale);
    others.forEach(cache()::put);

    assertThat(cache().removeAll("characters", character))
        .containsExactlyInAnyOrder(one.key(), stale.key());

    assertThat(cache().findAll(List.of(one.key(), stale.key()))).isEmpty();
    assertThat(cache().removeAll("characters", character)).isEmpty();
    for (CachedData other : others) {
      assertThat(cache().find(other.key())).contains(other);
    }
    cache().put(one);
    assertThat(cache().find(one.key())).as("put again").contains(one);
  }

  @Test
  default void takesALongerLifetimeOfTheSameData() {
    CachedData data = Samples.cached(Samples.cacheKey(), END);
    cache().put(data);
    CachedData extended = Samples.cached(data.key(), END.plusSeconds(300));

    cache().put(extended);

    assertThat(cache().find(data.key())).contains(extended);
  }
}
