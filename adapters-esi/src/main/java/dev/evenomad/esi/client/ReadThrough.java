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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
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
    Map<K, Optional<CachedData>> wanted = new HashMap<>();
    boolean staleDoes = true;
    for (K question : questions) {
      Optional<CachedData> copy = Optional.ofNullable(cached.get(source.key(question)));
      boolean fresh = copy.filter(data -> data.freshAt(now)).isPresent();
      Optional<Lookup<T>> known = copy.flatMap(data -> told(data, !fresh));
      known.ifPresent(lookup -> found.put(question, lookup));
      if (!fresh || known.isEmpty()) {
        wanted.put(question, known.flatMap(readable -> copy));
        staleDoes &= found.get(question) instanceof Lookup.Found;
      }
    }
    Deadline deadline = Deadline.in(staleDoes ? patienceWithStale() : patience);
    read(wanted).forEach((question, reading) -> add(found, question, await(reading, deadline)));
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

  /** Starts to read what nobody is reading. The readings of all, by whomever. */
  private Map<K, CompletableFuture<Lookup<T>>> read(Map<K, Optional<CachedData>> wanted) {
    Map<K, CompletableFuture<Lookup<T>>> readings = new HashMap<>();
    Map<K, Reading<T>> mine = new HashMap<>();
    wanted.forEach(
        (question, copy) -> {
          Reading<T> reading = new Reading<>(source.key(question), copy, new CompletableFuture<>());
          CompletableFuture<Lookup<T>> running =
              beingRead.putIfAbsent(reading.key, reading.outcome);
          if (running == null) {
            mine.put(question, reading);
          }
          readings.put(question, running == null ? reading.outcome : running);
        });
    switch (source) {
      case OneByOne<K, J, T> one ->
          mine.forEach(
              (question, reading) ->
                  start(
                      List.of(reading),
                      () ->
                          take(
                              reading, one.ask(question, reading.copy.flatMap(CachedData::etag)))));
      case Batches<K, J, T> batches -> {
        if (!mine.isEmpty()) {
          start(
              mine.values(),
              () ->
                  batches.ask(
                      mine.keySet(),
                      (question, answer) ->
                          Optional.ofNullable(mine.get(question))
                              .ifPresent(reading -> take(reading, answer))));
        }
      }
    }
    return readings;
  }

  /** Asks on a reader. What it is not told an answer for cannot be read now. */
  private void start(Collection<Reading<T>> readings, Runnable asking) {
    Runnable reader =
        () -> {
          try {
            asking.run();
          } catch (RuntimeException e) {
            LOG.warn("{} could not be read or kept", keys(readings), e);
          } finally {
            readings.forEach(this::giveUp);
          }
        };
    try {
      readers.execute(reader);
    } catch (RejectedExecutionException e) {
      readings.forEach(this::giveUp);
    }
  }

  private void giveUp(Reading<T> reading) {
    end(reading, new Lookup.Unavailable<>(OUTAGE));
  }

  /** In this order: whoever has the answer and asks again must not get it a second time. */
  private void end(Reading<T> reading, Lookup<T> outcome) {
    beingRead.remove(reading.key, reading.outcome);
    reading.outcome.complete(outcome);
  }

  private void take(Reading<T> reading, Fetched<J> answer) {
    end(reading, looked(reading.key, reading.copy, answer));
  }

  private Lookup<T> looked(CacheKey key, Optional<CachedData> copy, Fetched<J> answer) {
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
    Optional<Lookup<T>> lookup = told(data, false);
    if (lookup.isPresent()) {
      cache.put(data);
    }
    return lookup.orElseGet(() -> unread(data.key(), "an answer that makes no sense", OUTAGE));
  }

  private static <T> Lookup<T> unread(CacheKey key, Object why, Duration retryAfter) {
    LOG.debug("{} cannot be read now: {}", key, why);
    return new Lookup.Unavailable<>(retryAfter);
  }

  /** Empty if it cannot be read. */
  private Optional<Lookup<T>> told(CachedData data, boolean stale) {
    if (data.data() == JsonNull.NULL) {
      return Optional.of(new Lookup.Absent<>());
    }
    try {
      return Optional.of(new Lookup.Found<>(source.read(data.data()), data.createdAt(), stale));
    } catch (InvalidPayloadException | IllegalArgumentException _) {
      // Its message may quote what was refused.
      LOG.debug("{} is not readable", data.key());
      return Optional.empty();
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

  private static <T> String keys(Collection<Reading<T>> readings) {
    String first = readings.stream().findFirst().map(one -> one.key().toString()).orElse("nothing");
    return readings.size() > 1 ? first + " and " + (readings.size() - 1) + " others" : first;
  }

  /** A question that is being asked. */
  private record Reading<T>(
      CacheKey key, Optional<CachedData> copy, CompletableFuture<Lookup<T>> outcome) {}

  /** Where the data come from and the form in which they are kept. */
  sealed interface Source<K, J, T> {

    /** Which lifetime holds for what ESI does not know. */
    EsiRoute route();

    CacheKey key(K question);

    /** As it is kept; {@code null} of JSON for what is there and says nothing. */
    JsonValue kept(J answer);

    /**
     * From what is kept.
     *
     * @throws InvalidPayloadException or IllegalArgumentException if it is not that
     */
    T read(JsonValue kept);
  }

  /** Where each question is asked by itself, several at the same time. */
  non-sealed interface OneByOne<K, J, T> extends Source<K, J, T> {

    Fetched<J> ask(K question, Optional<ETag> known);
  }

  /** Where many questions are asked together, and what is known of them does not matter. */
  non-sealed interface Batches<K, J, T> extends Source<K, J, T> {

    /**
     * Asks in a time that is bounded.
     *
     * @param told is told each answer as soon as it is there; not told of what cannot be read now
     */
    void ask(Set<K> questions, BiConsumer<K, Fetched<J>> told);
  }
}
