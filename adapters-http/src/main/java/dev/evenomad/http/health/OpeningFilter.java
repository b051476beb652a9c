package dev.evenomad.http.health;

import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.error.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Answers nothing but how the server is, until it is open. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.OPENING)
final class OpeningFilter {

  private final Opening opening;

  OpeningFilter(Opening opening) {
    this.opening = opening;
  }

  @RequestFilter
  void wait(HttpRequest<?> request) {
    if (!opening.isOpen() && !asksHowItIs(request)) {
      throw Problem.unavailable();
    }
  }

  private static boolean asksHowItIs(HttpRequest<?> request) {
    return BasicHttpAttributes.getUriTemplate(request)
        .filter(template -> template.startsWith(HealthController.PATH))
        .isPresent();
  }
}
