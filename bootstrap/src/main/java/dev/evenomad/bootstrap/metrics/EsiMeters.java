package dev.evenomad.bootstrap.metrics;

import dev.evenomad.esi.client.EsiStatistics;
import dev.evenomad.esi.client.EsiStatistics.Snapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What the adapter to ESI counts, as metrics. Thread-safe. */
final class EsiMeters {

  private static final List<String> REASONS =
      List.of("by_esi", "pause", "tokens", "errors", "downtime", "breaker");
  private static final List<String> STATES = List.of("closed", "half_open", "open");

  private final EsiStatistics statistics;
  private final MeterRegistry registry;
  private final Set<Call> known = ConcurrentHashMap.newKeySet();
  private volatile Snapshot last;

  EsiMeters(EsiStatistics statistics, MeterRegistry registry) {
    this.statistics = statistics;
    this.registry = registry;
    this.last = statistics.snapshot();
    counter("nomad.esi.repetitions", "Calls that were made again", Snapshot::repetitions)
        .register(registry);
    counter(
            "nomad.esi.refused",
            "Answers of ESI that cannot be used",
            counts -> counts.refusedPayloads().values().stream().mapToLong(Long::longValue).sum())
        .register(registry);
    for (String reason : REASONS) {
      counter(
              "nomad.esi.throttled",
              "Calls that were not made, or put off",
              counts -> counts.throttled().getOrDefault(reason, 0L))
          .tag("reason", reason)
          .register(registry);
    }
    for (String state : STATES) {
      Gauge.builder("nomad.esi.breaker", this, self -> self.last.breaker().equals(state) ? 1 : 0)
          .description("1 for the state of the circuit breaker, 0 for all others")
          .tag("state", state)
          .strongReference(true)
          .register(registry);
    }
  }

  /** Takes the counts of this moment, and what is new among them. */
  void update() {
    last = statistics.snapshot();
    last.calls()
        .forEach(
            (route, outcomes) ->
                outcomes.keySet().stream()
                    .map(outcome -> new Call(route, outcome))
                    .filter(known::add)
                    .forEach(this::register));
  }

  private void register(Call call) {
    counter(
            "nomad.esi.calls",
            "Calls of ESI",
            counts ->
                counts.calls().getOrDefault(call.route, Map.of()).getOrDefault(call.outcome, 0L))
        .tags("route", call.route, "outcome", call.outcome)
        .register(registry);
  }

  private FunctionCounter.Builder<EsiMeters> counter(
      String name, String description, ToDoubleFunction<Snapshot> count) {
    return FunctionCounter.builder(name, this, self -> count.applyAsDouble(self.last))
        .description(description);
  }

  private record Call(String route, String outcome) {}
}
