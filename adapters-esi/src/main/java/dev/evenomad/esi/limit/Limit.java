package dev.evenomad.esi.limit;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a user may spend on a group of routes. The window floats: what was spent comes back one
 * window later.
 *
 * @param tokens at least the two that an answer with new data costs, whatever a header says
 * @param window positive
 */
public record Limit(int tokens, Duration window) {

  private static final Pattern HEADER = Pattern.compile("([0-9]{1,9})/([1-9][0-9]{0,5})([smhd])");

  public Limit {
    tokens = Math.max(tokens, TokenBucket.USUAL_COST);
  }

  /** As an answer states it; empty if it does not. */
  static Optional<Limit> of(HttpHeaders headers) {
    return headers
        .firstValue("X-Ratelimit-Limit")
        .map(text -> HEADER.matcher(text.trim()))
        .filter(Matcher::matches)
        .map(
            matcher ->
                new Limit(
                    Integer.parseInt(matcher.group(1)),
                    unit(matcher.group(3)).multipliedBy(Long.parseLong(matcher.group(2)))));
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
