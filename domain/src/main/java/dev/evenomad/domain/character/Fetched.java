package dev.evenomad.domain.character;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of reading something from ESI.
 *
 * @param <T> what was to be read
 */
public sealed interface Fetched<T> {

  /**
   * New data.
   *
   * @param etag to be sent with the next question; empty if ESI gave none
   * @param freshUntil ESI must not be asked again before
   */
  record Fresh<T>(T value, Optional<ETag> etag, Instant freshUntil) implements Fetched<T> {}

  /** What the sent ETag stands for still holds. */
  record NotModified<T>(Instant freshUntil) implements Fetched<T> {}

  /** The access token was not accepted. */
  record Unauthorized<T>() implements Fetched<T> {}

  /** The grant does not cover this: a scope is missing. Asking again will not help. */
  record Forbidden<T>(String why) implements Fetched<T> {}

  /** There is no such thing. */
  record Absent<T>() implements Fetched<T> {}

  /** ESI wants us to wait so long. */
  record Throttled<T>(Duration retryAfter) implements Fetched<T> {}

  /**
   * ESI is down, slow, or answered what makes no sense. Nothing is known.
   *
   * @param why for the log; without personal data
   */
  record Unavailable<T>(String why) implements Fetched<T> {}
}
