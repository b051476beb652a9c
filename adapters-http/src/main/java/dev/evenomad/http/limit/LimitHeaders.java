package dev.evenomad.http.limit;

import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.limit.RequestLimits.Standing;
import io.micronaut.http.HttpRequest;

/**
 * Tells clients how they stand, in the fields {@code RateLimit-Policy} and {@code RateLimit} of
 * draft-ietf-httpapi-ratelimit-headers: lists of the names of limits, with the requests that are
 * served ({@code q}) within a number of seconds ({@code w}), and those that are left ({@code r})
 * for so many seconds ({@code t}).
 */
final class LimitHeaders {

  private static final String POLICY = "RateLimit-Policy";
  private static final String STANDING = "RateLimit";

  private LimitHeaders() {}

  /** Notes it for the answer to {@code request}, which is refused if nothing was left. */
  static void tell(HttpRequest<?> request, Standing standing) {
    AnswerHeaders.append(
        request, POLICY, "\"%s\";q=%d;w=60".formatted(standing.policy(), standing.limit()));
    AnswerHeaders.append(
        request,
        STANDING,
        "\"%s\";r=%d;t=%d"
            .formatted(
                standing.policy(),
                standing.left(),
                standing.reset().plusNanos(999_999_999).toSeconds()));
    if (!standing.taken()) {
      throw Problem.rateLimited(standing.reset());
    }
  }
}
