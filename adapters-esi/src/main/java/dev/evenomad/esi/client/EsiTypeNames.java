package dev.evenomad.esi.client;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of item types from ESI through the cache. The cache is asked once for all of them; what it
 * lacks or holds no longer fresh is read from ESI, each name once however many ask for it. A type
 * that ESI does not know is remembered as such, because asking for it counts as an error there.
 * What cannot be read is served stale, and a reading that takes too long ends in the cache for the
 * next time. Thread-safe.
 */
final class EsiTypeNames implements TypeNames {

  private static final Logger LOG = LoggerFactory.getLogger(EsiTypeNames.class);

  /** How long a lookup waits for newer names when it has stale ones: they seldom change. */
  private static final Duration STALE_PATIENCE = Duration.ofSeconds(1);

  private final EsiClient esi;
  private final Cache cache;
  private final InstantSource clock;
  private final ExecutorService readers;
  private final Duration patience;
  private final Map<CacheKey, CompletableFuture<Optional<String>>> beingRead =
      new ConcurrentHashMap<>();

  /**
   * Reads on {@code readers}, which somebody else closes.
   *
   * @param patience the longest that a lookup waits for ESI
   */
  EsiTypeNames(
      EsiClient esi, Cache cache, InstantSource clock, ExecutorService readers, Duration patience) {
    this.esi = esi;
    this.cache = cache;
    this.clock = clock;
    this.readers = readers;
    this.patience = patience;
  }

  @Override
  public Map<TypeId, String> names(Set<TypeId> types, Language language) {
    if (types.isEmpty()) {
      return Map.of();
    }
    Map<CacheKey, CachedData> cached =
        cache.findAll(types.stream().map(type -> key(type, language)).toList());
    Instant now = clock.instant();
    Map<TypeId, String> names = new HashMap<>();
    Map<TypeId, CompletableFuture<Optional<String>>> readings = new HashMap<>();
    for (TypeId type : types) {
      Optional<CachedData> copy =
          Optional.ofNullable(cached.get(key(type, language))).filter(EsiTypeNames::readable);
      copy.flatMap(EsiTypeNames::name).ifPresent(name -> names.put(type, name));
      if (copy.filter(data -> data.freshAt(now)).isEmpty()) {
        readings.put(type, read(type, language, copy));
      }
    }
    boolean staleNamesDo = names.keySet().containsAll(readings.keySet());
    Deadline deadline = Deadline.in(staleNamesDo ? patienceWithStale() : patience);
    readings.forEach(
        (type, reading) -> await(reading, deadline).ifPresent(name -> names.put(type, name)));
    return Map.copyOf(names);
  }

  /** Starts to read a name, unless somebody is at it. */
  private CompletableFuture<Optional<String>> read(
      TypeId type, Language language, Optional<CachedData> copy) {
    CacheKey key = key(type, language);
    CompletableFuture<Optional<String>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<String>> running = beingRead.putIfAbsent(key, mine);
    if (running != null) {
      return running;
    }
    Runnable reading =
        () -> {
          Optional<String> name = Optional.empty();
          try {
            name = readNow(type, language, copy);
          } catch (RuntimeException e) {
            LOG.warn("the name of type {} could not be read or kept", type, e);
          } finally {
            // In this order: whoever has the name and asks again must not get it a second time.
            beingRead.remove(key, mine);
            mine.complete(name);
          }
        };
    try {
      readers.execute(reading);
    } catch (RejectedExecutionException e) {
      beingRead.remove(key, mine);
      mine.complete(Optional.empty());
    }
    return mine;
  }

  private Optional<String> readNow(TypeId type, Language language, Optional<CachedData> copy) {
    Optional<ETag> known = copy.flatMap(CachedData::etag);
    Fetched<Optional<String>> answer =
        esi.get(
            EsiCall.of(EsiRoute.TYPE, type.value()).knowing(known).in(language),
            payload -> name(type, payload));
    CacheKey key = key(type, language);
    Instant now = clock.instant();
    return switch (answer) {
      case Fetched.Fresh<Optional<String>> fresh ->
          keep(new CachedData(key, json(fresh.value()), fresh.etag(), fresh.freshUntil(), now));
      case Fetched.NotModified<Optional<String>> same ->
          copy.flatMap(
              data ->
                  keep(
                      new CachedData(
                          key, data.data(), data.etag(), same.freshUntil(), data.createdAt())));
      case Fetched.Absent<Optional<String>> absent ->
          keep(
              new CachedData(
                  key, JsonNull.NULL, Optional.empty(), EsiRoute.TYPE.lifetime().endOf(now), now));
      case Fetched.Unauthorized<Optional<String>> refused -> unread(type, refused);
      case Fetched.Forbidden<Optional<String>> refused -> unread(type, refused);
      case Fetched.Throttled<Optional<String>> later -> unread(type, later);
      case Fetched.Unavailable<Optional<String>> down -> unread(type, down);
    };
  }

  private Optional<String> keep(CachedData data) {
    cache.put(data);
    return name(data);
  }

  private static Optional<String> unread(TypeId type, Fetched<?> why) {
    LOG.debug("the name of type {} cannot be read now: {}", type, why);
    return Optional.empty();
  }

  private Duration patienceWithStale() {
    return STALE_PATIENCE.compareTo(patience) < 0 ? STALE_PATIENCE : patience;
  }

  private static Optional<String> await(
      CompletableFuture<Optional<String>> reading, Deadline deadline) {
    try {
      return reading.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading always completes", e);
    }
  }

  /** Empty for a type without a name, which EVE has among those that are not published. */
  private static Optional<String> name(TypeId asked, Payload type) {
    if (type.number("type_id") != asked.value()) {
      throw new InvalidPayloadException("type_id is not the one that was asked for");
    }
    return Optional.of(type.text("name")).filter(name -> !name.isBlank());
  }

  private static boolean readable(CachedData data) {
    return data.data() instanceof JsonString || data.data() instanceof JsonNull;
  }

  private static Optional<String> name(CachedData data) {
    return data.data() instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
  }

  private static JsonValue json(Optional<String> name) {
    return name.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
  }

  private static CacheKey key(TypeId type, Language language) {
    return new CacheKey("universe", "types-" + language.code(), type.toString());
  }
}
