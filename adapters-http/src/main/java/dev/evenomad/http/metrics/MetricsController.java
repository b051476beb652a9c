package dev.evenomad.http.metrics;

import dev.evenomad.http.Instruments;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.operator.Operator;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells Prometheus the metrics. No part of the API of apps, so not in its document. */
@Controller("/prometheus")
@ExecuteOn(TaskExecutors.BLOCKING)
@Operator
@Hidden
final class MetricsController {

  private final Optional<Supplier<String>> metrics;

  MetricsController(Instruments instruments) {
    this.metrics = instruments.metrics();
  }

  /**
   * Tells all metrics.
   *
   * @return Prometheus' text format
   */
  @Get
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  byte[] metrics() {
    return metrics
        .map(text -> text.get().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(Problem::notFound);
  }
}
