package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.persistence.redis.Place;
import dev.evenomad.persistence.redis.SharedRedis;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds in Redis, for all processes, what is fresh. What is not there, or is nothing that was
 * written here, is asked for below. It is written below first, so there is nothing here that is not
 * there; what was read there is kept here only if nothing was removed meanwhile and nobody has
 * written anything newer.
 */
final class RedisCache implements Cache {

  /** What an earlier era left is gone after a day. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);

  // KEYS: the count of removals, then entries. ARGV: the count as it was, then value and
  // milliseconds of each.
  private static final String KEEP =
      """
      if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 0 end
      for i = 2, #KEYS do
        redis.call('SET', KEYS[i], ARGV[2 * i - 2], 'PX', ARGV[2 * i - 1], 'NX')
      end
      return 1
      """;

  private static final String REMOVE =
      """
      redis.call('INCR', KEYS[1])
      redis.call('EXPIRE', KEYS[1], 172800)
      for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end
      return 1
      """;

  private final SharedRedis redis;
  private final Cache below;
  private final InstantSource clock;
  private final Consumer<Runnable> afterCommit;
  private final CacheCounts counts;

  RedisCache(
      SharedRedis redis,
      Cache below,
      InstantSource clock,
      Consumer<Runnable> afterCommit,
      CacheCounts counts) {
    this.counts = counts;
    this.redis = redis;
    this.below = below;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  @Override
  public Optional<CachedData> find(CacheKey key) {
    return Optional.ofNullable(findAll(Set.of(key)).get(key));
  }

  @Override
  public Map<CacheKey, CachedData> findAll(Collection<CacheKey> keys) {
    if (keys.isEmpty() || !(redis.place() instanceof Place.InRedis(String era))) {
      return below.findAll(keys);
    }
    Instant now = clock.instant();
    Set<CacheKey> missing = new LinkedHashSet<>(keys);
    String[] names = names(era, missing);
    Optional<List<KeyValue<String, String>>> answer =
        redis.ask(era, commands -> commands.mget(names));
    if (answer.isEmpty()) {
      return below.findAll(keys);
    }
    String removals = answer.get().getFirst().getValueOrElse("0");
    Map<CacheKey, CachedData> found = new HashMap<>();
    int index = 1;
    for (CacheKey key : List.copyOf(missing)) {
      KeyValue<String, String> entry = answer.get().get(index++);
      if (entry.hasValue()) {
        Optional<CachedData> data = CacheEntry.read(key, entry.getValue());
        if (data.isEmpty()) {
          redis.ask(era, commands -> commands.del(entry.getKey()));
        }
        data.filter(some -> some.freshAt(now))
            .ifPresent(
                some -> {
                  found.put(key, some);
                  missing.remove(key);
                });
      }
    }
    counts.add(CacheCounts.Tier.REDIS, found.size(), found.size() + missing.size());
    if (!missing.isEmpty()) {
      Map<CacheKey, CachedData> there = below.findAll(missing);
      keep(era, removals, there.values(), now);
      found.putAll(there);
    }
    return found;
  }

  private void keep(String era, String removals, Collection<CachedData> all, Instant now) {
    List<CachedData> fresh = all.stream().filter(data -> data.freshAt(now)).toList();
    if (fresh.isEmpty()) {
      return;
    }
    String[] names = names(era, fresh.stream().map(CachedData::key).toList());
    List<String> arguments = new ArrayList<>();
    arguments.add(removals);
    for (CachedData data : fresh) {
      arguments.add(CacheEntry.write(data));
      arguments.add(String.valueOf(millis(data, now)));
    }
    redis.ask(
        era,
        commands ->
            commands.<Long>eval(
                KEEP, ScriptOutputType.INTEGER, names, arguments.toArray(String[]::new)));
  }

  @Override
  public void put(CachedData data) {
    below.put(data);
    afterCommit.accept(() -> inEra(era -> replace(era, data)));
  }

  private void replace(String era, CachedData data) {
    Instant now = clock.instant();
    String[] names = names(era, List.of(data.key()));
    if (data.freshAt(now)) {
      redis.ask(
          era,
          commands ->
              commands.set(
                  names[1], CacheEntry.write(data), SetArgs.Builder.px(millis(data, now))));
    } else {
      remove(era, names);
    }
    redis.tell(era, ChangeNews.of(data.key()));
  }

  @Override
  public List<CachedData> page(
      String category, String subcategory, Optional<String> after, int limit) {
    return below.page(category, subcategory, after, limit);
  }

  @Override
  public Set<CacheKey> removeAll(String category, String subcategory) {
    Set<CacheKey> removed = below.removeAll(category, subcategory);
    afterCommit.accept(
        () ->
            inEra(
                era -> {
                  remove(era, names(era, removed));
                  redis.tell(era, ChangeNews.ofAll(category, subcategory));
                }));
    return removed;
  }

  private void remove(String era, String[] names) {
    redis.ask(era, commands -> commands.<Long>eval(REMOVE, ScriptOutputType.INTEGER, names));
  }

  @Override
  public int removeExpiredBefore(Instant instant, int limit) {
    return below.removeExpiredBefore(instant, limit);
  }

  /** Without an answer from the database nobody uses what Redis has. */
  private void inEra(Consumer<String> change) {
    try {
      redis.eraToWrite().ifPresent(change);
    } catch (IllegalStateException e) {
      LOG.debug("the change is not told of", e);
    }
  }

  private static long millis(CachedData data, Instant now) {
    Duration left = Duration.between(now, data.expiresAt());
    return Math.max(1, (left.compareTo(LONGEST) > 0 ? LONGEST : left).toMillis());
  }

  /** What they are called in Redis, after the count of removals. */
  private static String[] names(String era, Collection<CacheKey> keys) {
    List<String> names = new ArrayList<>();
    names.add("nomad:" + era + ":removals");
    keys.forEach(key -> names.add("nomad:" + era + ":" + key));
    return names.toArray(String[]::new);
  }
}
