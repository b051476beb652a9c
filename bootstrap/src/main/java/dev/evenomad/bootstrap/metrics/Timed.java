package dev.evenomad.bootstrap.metrics;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Times calls by their outcome. */
record Timed(MeterProvider<Timer> timer) {

  /** Makes a call that ends with a value or an exception. */
  <T> T call(Tags tags, Supplier<T> call, Function<T, String> outcome) {
    long began = System.nanoTime();
    String what = Outcomes.FAILED;
    try {
      T result = call.get();
      what = outcome.apply(result);
      return result;
    } finally {
      timer
          .withTags(tags.and("outcome", what))
          .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }
}
