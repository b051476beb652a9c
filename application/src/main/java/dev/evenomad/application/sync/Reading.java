package dev.evenomad.application.sync;

import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What came of reading one kind of a character's data, which may take several calls.
 *
 * @param <R> what was to be read
 */
sealed interface Reading<R> {

  /**
   * All of it is known.
   *
   * @param changed whether anything in it is new since the last reading
   * @param etags validators of the answers, by the name of the resource
   * @param freshUntil ESI must not be asked again before
   */
  record Complete<R>(R value, boolean changed, Map<String, ETag> etags, Instant freshUntil)
      implements Reading<R> {

    /** The same reading, of something else. */
    <T> Complete<T> as(T other) {
      return new Complete<>(other, changed, etags, freshUntil);
    }

    /** This and {@code other} as one. */
    <T, U> Complete<U> and(Complete<T> other, BiFunction<R, T, U> together) {
      Map<String, ETag> all = new HashMap<>(etags);
      all.putAll(other.etags);
      return new Complete<>(
          together.apply(value, other.value),
          changed || other.changed,
          all,
          freshUntil.isAfter(other.freshUntil) ? freshUntil : other.freshUntil);
    }
  }

  /** ESI does not accept the token. */
  record Unauthorized<R>() implements Reading<R> {}

  /** There is no grant any more. */
  record Unusable<R>() implements Reading<R> {}

  /** The grant lacks a scope. */
  record Forbidden<R>(String why) implements Reading<R> {}

  /** To be repeated after a while; nobody's failure. */
  record Postponed<R>(Duration retryAfter) implements Reading<R> {}

  /** Nothing is known. */
  record Failed<R>(String why) implements Reading<R> {}

  /**
   * What {@code fetched} means.
   *
   * @param resource names it among the validators
   * @param known what an answer that nothing has changed stands for
   */
  static <T> Reading<T> of(
      Fetched<T> fetched, String resource, Optional<T> known, Question<?> question) {
    return switch (fetched) {
      case Fetched.Fresh<T> fresh ->
          new Complete<>(
              fresh.value(),
              true,
              fresh.etag().map(etag -> Map.of(resource, etag)).orElse(Map.of()),
              fresh.freshUntil());
      case Fetched.NotModified<T> same ->
          known
              .<Reading<T>>map(
                  value ->
                      new Complete<>(
                          value,
                          false,
                          question.etag(resource).map(e -> Map.of(resource, e)).orElse(Map.of()),
                          same.freshUntil()))
              .orElseGet(() -> new Failed<>("ESI calls unchanged what it was not asked about"));
      case Fetched.Unauthorized<T> unauthorized -> new Unauthorized<>();
      case Fetched.Forbidden<T> forbidden -> new Forbidden<>(forbidden.why());
      case Fetched.Absent<T> absent -> new Failed<>("ESI knows no such character");
      case Fetched.Throttled<T> throttled -> new Postponed<>(throttled.retryAfter());
      case Fetched.Unavailable<T> unavailable -> new Failed<>(unavailable.why());
    };
  }

  /** Goes on with {@code next} if this is complete; else stays what it is. */
  default <T> Reading<T> then(Function<Complete<R>, Reading<T>> next) {
    return switch (this) {
      case Complete<R> complete -> next.apply(complete);
      case Unauthorized<R> unauthorized -> new Unauthorized<>();
      case Unusable<R> unusable -> new Unusable<>();
      case Forbidden<R> forbidden -> new Forbidden<>(forbidden.why());
      case Postponed<R> postponed -> new Postponed<>(postponed.retryAfter());
      case Failed<R> failed -> new Failed<>(failed.why());
    };
  }
}
