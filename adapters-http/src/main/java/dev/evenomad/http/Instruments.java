package dev.evenomad.http;

import dev.evenomad.http.metrics.RequestObserver;
import dev.evenomad.http.operator.Loggers;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What watches a server, and what its operators see and change besides.
 *
 * @param requests told of every request
 * @param metrics all metrics of the program, in Prometheus' text format; empty if there are none
 * @param loggers whose levels operators change; empty if they cannot
 */
public record Instruments(
    RequestObserver requests, Optional<Supplier<String>> metrics, Optional<Loggers> loggers) {

  /** Nothing. */
  public static final Instruments NONE =
      new Instruments(RequestObserver.NONE, Optional.empty(), Optional.empty());
}
