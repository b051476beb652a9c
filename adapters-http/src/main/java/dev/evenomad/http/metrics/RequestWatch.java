package dev.evenomad.http.metrics;

import dev.evenomad.http.FilterOrder;
import dev.evenomad.http.Instruments;
import dev.evenomad.http.answer.RequestId;
import dev.evenomad.http.metrics.RequestObserver.Ending;
import dev.evenomad.http.metrics.RequestObserver.Observed;
import dev.evenomad.http.metrics.RequestObserver.Scope;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Tells the observer of every request, and has each line of the log that is written for a request
 * name it. Runs around all other filters.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.WATCH)
final class RequestWatch {

  private static final String OBSERVED = "dev.evenomad.http.observed";

  /** A client can make up any number of methods. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final RequestObserver observer;

  RequestWatch(Instruments instruments) {
    this.observer = instruments.requests();
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    Observed observed = observer.begun(method(request));
    request.setAttribute(OBSERVED, observed);
    context.add(new Entered(RequestId.of(request), observed));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    request
        .removeAttribute(OBSERVED, Observed.class)
        .ifPresent(
            observed ->
                observed.ended(
                    new Ending(
                        method(request),
                        BasicHttpAttributes.getUriTemplate(request).orElse("none"),
                        response.code(),
                        response
                            .getContentType()
                            .filter(MediaType.TEXT_EVENT_STREAM_TYPE::equals)
                            .isPresent())));
  }

  private static String method(HttpRequest<?> request) {
    String name = request.getMethodName();
    return METHODS.contains(name) ? name : "OTHER";
  }

  /** What each thread has that works for a request. */
  private record Entered(String requestId, Observed observed)
      implements ThreadPropagatedContextElement<Scope> {

    private static final String KEY = "requestId";

    @Override
    public Scope updateThreadContext() {
      Scope scope = observed.entered();
      MDC.put(KEY, requestId);
      return scope;
    }

    @Override
    public void restoreThreadContext(@Nullable Scope scope) {
      MDC.remove(KEY);
      if (scope != null) {
        scope.close();
      }
    }
  }
}
