package dev.evenomad.esi.client;

import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Until when an answer holds, by our own clock: {@code max-age} first, because {@code Expires} has
 * no meaning on routes that events invalidate; else {@code Expires − Date}, which the difference
 * between two clocks does not touch; else what the specification says of the route.
 */
final class Freshness {

  private static final Pattern MAX_AGE =
      Pattern.compile(
          "(?:^|[\\s,])max-age\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:,|$)", Pattern.CASE_INSENSITIVE);

  /** Longer than any route's lifetime, so that nonsense does not silence a route for good. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private Freshness() {}

  static Instant until(HttpHeaders headers, Lifetime fallback, Instant now) {
    return maxAge(headers)
        .or(() -> expires(headers, now))
        .map(age -> now.plus(age.compareTo(LONGEST) > 0 ? LONGEST : age))
        .orElseGet(() -> fallback.endOf(now));
  }

  private static Optional<Duration> maxAge(HttpHeaders headers) {
    return headers.allValues("Cache-Control").stream()
        .map(MAX_AGE::matcher)
        .filter(Matcher::find)
        .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        .findFirst();
  }

  private static Optional<Duration> expires(HttpHeaders headers, Instant now) {
    return BoundedHttp.date(headers, "Expires")
        .map(expires -> Duration.between(BoundedHttp.date(headers, "Date").orElse(now), expires))
        .map(age -> age.isNegative() ? Duration.ZERO : age);
  }
}
