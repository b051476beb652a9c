package dev.evenomad.http.limit;

import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.address.ClientAddress;
import dev.evenomad.http.operator.OperatorGuard;
import dev.evenomad.http.session.Public;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteMatch;
import org.jspecify.annotations.Nullable;

/** Limits what comes from one address, before anything is looked at. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.ADDRESS_LIMIT)
@Requires(property = RateLimits.ENABLED, value = "true")
final class AddressLimitFilter {

  private final RequestLimits limits;
  private final ClientAddress addresses;

  AddressLimitFilter(RequestLimits limits, ClientAddress addresses) {
    this.limits = limits;
    this.addresses = addresses;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void limit(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
    RouteClass kind =
        OperatorGuard.guards(request, route)
            ? RouteClass.OPERATOR
            : RouteClass.of(
                request,
                route == null || route.getAnnotationMetadata().hasAnnotation(Public.class));
    limits
        .fromAddress(kind, addresses.key(request))
        .ifPresent(standing -> LimitHeaders.tell(request, standing));
  }
}
