package dev.evenomad.bootstrap.sandbox.esi;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long ESI keeps an answer and what it tells the client about that. */
sealed interface CachePolicy {

  /** When static data turns over, after the daily server start. */
  LocalTime TURNOVER = LocalTime.of(11, 5);

  /** When an answer made at {@code now} is made anew. */
  Instant expiry(Instant now);

  /**
   * The headers that tell the client.
   *
   * @param audience {@code public} or {@code private}
   */
  Map<String, String> headers(String audience, Instant now, Instant expiry);

  /** Thrown away when the data changes, else after {@code maxAge}; {@code Expires} says nothing. */
  record EventDriven(Duration maxAge) implements CachePolicy {
    @Override
    public Instant expiry(Instant now) {
      return now.plus(maxAge);
    }

    @Override
    public Map<String, String> headers(String audience, Instant now, Instant expiry) {
      return caching(audience, maxAge.toSeconds(), now);
    }
  }

  /** Kept for a time, whatever happens in the game. */
  record Timed(Duration time) implements CachePolicy {
    @Override
    public Instant expiry(Instant now) {
      return now.plus(time);
    }

    @Override
    public Map<String, String> headers(String audience, Instant now, Instant expiry) {
      return until(audience, now, expiry);
    }
  }

  /** Kept until the next {@link #TURNOVER}. */
  record Daily() implements CachePolicy {
    @Override
    public Instant expiry(Instant now) {
      var today = now.atOffset(ZoneOffset.UTC).with(TURNOVER);
      var next = today.toInstant().isAfter(now) ? today : today.plusDays(1);
      return next.toInstant();
    }

    @Override
    public Map<String, String> headers(String audience, Instant now, Instant expiry) {
      return until(audience, now, expiry);
    }
  }

  /** Nothing is kept here, and nothing is said: what POST routes do. */
  record Silent() implements CachePolicy {
    @Override
    public Instant expiry(Instant now) {
      return now;
    }

    @Override
    public Map<String, String> headers(String audience, Instant now, Instant expiry) {
      return Map.of();
    }
  }

  private static Map<String, String> until(String audience, Instant now, Instant expiry) {
    // Rounded up: an answer is never declared stale before it is.
    var seconds = Duration.between(now, expiry).plusNanos(999_999_999).toSeconds();
    return caching(audience, seconds, expiry);
  }

  private static Map<String, String> caching(String audience, long maxAge, Instant expires) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Cache-Control", audience + ", max-age=" + maxAge);
    headers.put("Expires", httpDate(expires));
    return headers;
  }

  /** The date as HTTP writes it, in whole seconds. */
  static String httpDate(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
