package dev.evenomad.http.limit;

import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.session.Caller;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Limits what one user asks for, in whatever sessions, once it is known who that is. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.USER_LIMIT)
@Requires(property = RateLimits.ENABLED, value = "true")
final class UserLimitFilter {

  private final RequestLimits limits;

  UserLimitFilter(RequestLimits limits) {
    this.limits = limits;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void limit(HttpRequest<?> request) {
    Caller.of(request)
        .flatMap(caller -> limits.byUser(RouteClass.of(request, false), caller.user().value()))
        .ifPresent(standing -> LimitHeaders.tell(request, standing));
  }
}
