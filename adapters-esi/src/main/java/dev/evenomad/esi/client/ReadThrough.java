package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Public data from ESI through the cache. The cache is asked once for all questions; what it lacks
 * or holds no longer fresh is read from ESI, each answer once however many ask for it, and an
 * answer that ESI confirms by its ETag is extended. What ESI does not know is remembered as such,
 * because asking for it counts as an error there. What cannot be read is served stale, and a
 * reading that takes too long ends in the cache for the next time. Thread-safe.
 *
 * @param <K> the questions
 * @param <J> what ESI's answer is read into
 * @param <T> the answers
 */
final class ReadThrough<K, J, T> {

  private static final Logger LOG = LoggerFactory.getLogger(ReadThrough.class);

  /** How long a lookup waits for newer data when it has stale ones: they seldom change. */
  private static final Duration STALE_PATIENCE = Duration.ofSeconds(1);

  /** When to come back if ESI does not say it. */
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private final Source<K, J, T> source;
  private final Cache cache;
  private final InstantSource clock;
  private final ExecutorService readers;
  private final Duration patience;
  private final Map<CacheKey, CompletableFuture<Lookup<T>>> beingRead = new ConcurrentHashMap<>();

  /**
   * Reads on {@code readers}, which somebody else closes.
   *
   * @param patience the longest that a lookup waits for ESI
   */
  ReadThrough(
      Source<K, J, T> source,
      Cache cache,
      InstantSource clock,
      ExecutorService readers,
      Duration patience) {
    this.source = source;
    this.cache = cache;
    this.clock = clock;
    this.readers = readers;
    this.patience = patience;
  }

  Lookup<T> find(K question) {
    return findAll(List.of(question)).getOrDefault(question, new Lookup.Unavailable<>(OUTAGE));
  }

  /** What came of each question. */
  Map<K, Lookup<T>> findAll(Collection<K> questions) {
    if (questions.isEmpty()) {
      return Map.of();
    }
    Map<CacheKey, CachedData> cached = cache.findAll(questions.stream().map(source::key).toList());
    Instant now = clock.instant();
    Map<K, Lookup<T>> found = new HashMap<>();
    Map<K, CompletableFuture<Lookup<T>>> readings = new HashMap<>();
    boolean staleDoes = true;
    for (K question : questions) {
      Optional<CachedData> copy =
          Optional.ofNullable(cached.get(source.key(question))).filter(this::readable);
      boolean fresh = copy.filter(data -> data.freshAt(now)).isPresent();
      copy.ifPresent(data -> found.put(question, told(data, !fresh)));
      if (!fresh) {
        readings.put(question, read(question, copy));
        staleDoes &= found.get(question) instanceof Lookup.Found;
      }
    }
    Deadline deadline = Deadline.in(staleDoes ? patienceWithStale() : patience);
    readings.forEach((question, reading) -> add(found, question, await(reading, deadline)));
    return found;
  }

  /** What was known before is better than nothing. */
  private static <K, T> void add(Map<K, Lookup<T>> found, K question, Lookup<T> read) {
    if (read instanceof Lookup.Unavailable) {
      found.putIfAbsent(question, read);
    } else {
      found.put(question, read);
    }
  }

  /** Starts to read, unless somebody is at it. */
  private CompletableFuture<Lookup<T>> read(K question, Optional<CachedData> copy) {
    CacheKey key = source.key(question);
    CompletableFuture<Lookup<T>> mine = new CompletableFuture<>();
    CompletableFuture<Lookup<T>> running = beingRead.putIfAbsent(key, mine);
    if (running != null) {
      return running;
    }
    Runnable reading =
        () -> {
          Lookup<T> answer = new Lookup.Unavailable<>(OUTAGE);
          try {
            answer = readNow(question, copy);
          } catch (RuntimeException e) {
            LOG.warn("{} could not be read or kept", key, e);
          } finally {
            // In this order: whoever has the answer and asks again must not get it a second time.
            beingRead.remove(key, mine);
            mine.complete(answer);
          }
        };
    try {
      readers.execute(reading);
    } catch (RejectedExecutionException e) {
      beingRead.remove(key, mine);
      mine.complete(new Lookup.Unavailable<>(OUTAGE));
    }
    return mine;
  }

  private Lookup<T> readNow(K question, Optional<CachedData> copy) {
    CacheKey key = source.key(question);
    Fetched<J> answer = source.ask(question, copy.flatMap(CachedData::etag));
    Instant now = clock.instant();
    return switch (answer) {
      case Fetched.Fresh<J> fresh ->
          keep(
              new CachedData(
                  key, source.kept(fresh.value()), fresh.etag(), fresh.freshUntil(), now));
      case Fetched.NotModified<J> same ->
          copy.map(
                  data ->
                      keep(new CachedData(key, data.data(), data.etag(), same.freshUntil(), now)))
              .orElseGet(() -> unread(key, same, OUTAGE));
      case Fetched.Absent<J> _ ->
          keep(
              new CachedData(
                  key, JsonNull.NULL, Optional.empty(), source.route().lifetime().endOf(now), now));
      case Fetched.Throttled<J> later -> unread(key, later, later.retryAfter());
      case Fetched.Unauthorized<J> refused -> unread(key, refused, OUTAGE);
      case Fetched.Forbidden<J> refused -> unread(key, refused, OUTAGE);
      case Fetched.Unavailable<J> down -> unread(key, down, OUTAGE);
    };
  }

  /** Nothing is kept that could not be read again. */
  private Lookup<T> keep(CachedData data) {
    if (!readable(data)) {
      return unread(data.key(), "an answer that makes no sense", OUTAGE);
    }
    cache.put(data);
    return told(data, false);
  }

  private static <T> Lookup<T> unread(CacheKey key, Object why, Duration retryAfter) {
    LOG.debug("{} cannot be read now: {}", key, why);
    return new Lookup.Unavailable<>(retryAfter);
  }

  private Lookup<T> told(CachedData data, boolean stale) {
    return data.data() == JsonNull.NULL
        ? new Lookup.Absent<>()
        : new Lookup.Found<>(source.read(data.data()), data.createdAt(), stale);
  }

  private boolean readable(CachedData data) {
    try {
      told(data, false);
      return true;
    } catch (InvalidPayloadException | IllegalArgumentException _) {
      // Its message may quote what was refused.
      LOG.debug("{} is not readable", data.key());
      return false;
    }
  }

  private Duration patienceWithStale() {
    return STALE_PATIENCE.compareTo(patience) < 0 ? STALE_PATIENCE : patience;
  }

  private static <T> Lookup<T> await(CompletableFuture<Lookup<T>> reading, Deadline deadline) {
    try {
      return reading.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Lookup.Unavailable<>(OUTAGE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lookup.Unavailable<>(OUTAGE);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading always completes", e);
    }
  }

  /** Where the data come from and the form in which they are kept. */
  interface Source<K, J, T> {

    /** Which lifetime holds for what ESI does not know. */
    EsiRoute route();

    CacheKey key(K question);

    Fetched<J> ask(K question, Optional<ETag> known);

    /** As it is kept; {@code null} of JSON for what is there and says nothing. */
    JsonValue kept(J answer);

    /**
     * From what is kept.
     *
     * @throws InvalidPayloadException or IllegalArgumentException if it is not that
     */
    T read(JsonValue kept);
  }
}
