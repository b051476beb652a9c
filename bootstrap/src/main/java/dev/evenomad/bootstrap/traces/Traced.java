package dev.evenomad.bootstrap.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls within a span. */
final class Traced {

  private static final String OUTCOME = "nomad.outcome";

  private Traced() {}

  static <T> T call(SpanBuilder builder, Supplier<T> call, Function<T, String> outcome) {
    Span span = builder.startSpan();
    try (Scope _ = span.makeCurrent()) {
      T result = call.get();
      span.setAttribute(OUTCOME, outcome.apply(result));
      return result;
    } catch (RuntimeException e) {
      // Its message could say something that is not for everybody.
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }
}
