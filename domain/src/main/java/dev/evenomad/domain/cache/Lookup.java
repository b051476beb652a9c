package dev.evenomad.domain.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of looking for public data.
 *
 * @param <T> what was looked for
 */
public sealed interface Lookup<T> {

  /**
   * Here it is.
   *
   * @param asOf when EVE told it or last confirmed it
   * @param stale whether EVE would be asked again if it could be, and this is what was known before
   */
  record Found<T>(T value, Instant asOf, boolean stale) implements Lookup<T> {}

  /** EVE knows no such thing. */
  record Absent<T>() implements Lookup<T> {}

  /** EVE cannot be asked now, and nothing was known before. */
  record Unavailable<T>(Duration retryAfter) implements Lookup<T> {}
}
