package dev.evenomad.bootstrap.traces;

import dev.evenomad.http.metrics.RequestObserver.Ending;
import dev.evenomad.http.metrics.RequestObserver.Observed;
import dev.evenomad.http.metrics.RequestObserver.Scope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * The span of a request.
 *
 * @param other told the same
 */
record TracedRequest(Observed other, Span span) implements Observed {

  private static final int SERVER_ERROR = 500;

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Whoever is given the scope closes it.
  public Scope entered() {
    Scope outer = other.entered();
    io.opentelemetry.context.Scope inner = span.makeCurrent();
    return () -> {
      inner.close();
      outer.close();
    };
  }

  @Override
  public void ended(Ending ending) {
    other.ended(ending);
    span.updateName(ending.method() + " " + ending.route());
    span.setAttribute("http.request.method", ending.method());
    span.setAttribute("http.route", ending.route());
    span.setAttribute("http.response.status_code", ending.status());
    if (ending.status() >= SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
