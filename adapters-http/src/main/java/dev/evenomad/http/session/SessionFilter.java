package dev.evenomad.http.session;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CurrentSession;
import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.operator.Operator;
import dev.evenomad.http.request.BearerToken;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteMatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through to routes that are neither {@link Public} nor for an {@link Operator} only
 * with the token of a session.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.SESSION)
final class SessionFilter {

  private final JwtTokens tokens;
  private final CurrentSession sessions;

  SessionFilter(JwtTokens tokens, Nomad nomad) {
    this.tokens = tokens;
    this.sessions = nomad.currentSession();
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void authenticate(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
    if (route != null
        && !route.getAnnotationMetadata().hasAnnotation(Public.class)
        && !route.getAnnotationMetadata().hasAnnotation(Operator.class)) {
      String authorization =
          request
              .getHeaders()
              .findFirst(HttpHeaders.AUTHORIZATION)
              .orElseThrow(Problem::authenticationRequired);
      boolean refreshing = route.getAnnotationMetadata().hasAnnotation(Refreshes.class);
      CallerBinder.put(
          request, caller(authorization, refreshing).orElseThrow(Problem::invalidToken));
    }
  }

  private Optional<Caller> caller(String authorization, boolean refreshing) {
    return BearerToken.of(authorization)
        .flatMap(tokens::verify)
        .flatMap(
            token ->
                (refreshing ? sessions.authenticateToRefresh(token) : sessions.authenticate(token))
                    .map(session -> new Caller(session, token)));
  }
}
