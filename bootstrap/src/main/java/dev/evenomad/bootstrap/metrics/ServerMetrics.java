package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.esi.client.EsiStatistics;
import dev.evenomad.http.metrics.RequestObserver;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.push.web.WebPush;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The metrics of one server. What it is told to measure is measured from then on, until it is
 * closed. Thread-safe.
 */
public final class ServerMetrics implements AutoCloseable {

  /** What Prometheus can tell percentiles of, without a series for each of many. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final LogbackMetrics logs = new LogbackMetrics();
  private final List<Runnable> beforeText = new CopyOnWriteArrayList<>();

  private ServerMetrics() {}

  /** Measures the process, and knows the program's version. */
  public static ServerMetrics start(String version) {
    ServerMetrics metrics = new ServerMetrics();
    MeterRegistry registry = metrics.registry;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    metrics.gc.bindTo(registry);
    metrics.logs.bindTo(registry);
    Gauge.builder("nomad.version", () -> 1)
        .description("Always 1; the program's version is a tag")
        .tags("version", version, "java", Runtime.version().toString())
        .register(registry);
    return metrics;
  }

  /** All of them as they are now, in Prometheus' text format. */
  public String text() {
    beforeText.forEach(Runnable::run);
    return registry.scrape();
  }

  /** Times requests. Live streams have no end that says anything, and are not timed. */
  public RequestObserver requests() {
    MeterProvider<Timer> requests =
        Timer.builder("http.server.requests")
            .description("Requests, until the head of their answer is known")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry);
    return method -> {
      long began = System.nanoTime();
      return ending -> {
        if (!ending.live()) {
          requests
              .withTags(
                  "method",
                  ending.method(),
                  "route",
                  ending.route(),
                  "status",
                  Integer.toString(ending.status()))
              .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
      };
    };
  }

  /** Has open live streams counted. */
  public void streams(IntSupplier count) {
    Gauge.builder("nomad.live.streams", count::getAsInt)
        .description("Live streams that are open")
        .strongReference(true)
        .register(registry);
  }

  /** The same handler, timed. */
  public DueWorkHandler work(DueWorkHandler handler) {
    return new TimedWork(
        handler, timed("nomad.work.duration", "Goes at due work that this server has ended"));
  }

  /** The same gateway, timed. */
  public PushGateway push(PushGateway gateway) {
    Timed sends = timed("nomad.push.duration", "Messages that push services were asked to deliver");
    return message ->
        sends.call(
            Tags.of("channel", WebPush.isFor(message) ? "web" : "fcm"),
            () -> gateway.send(message),
            Outcomes::of);
  }

  /** The same sign-on, timed. */
  public EveSso sso(EveSso sso) {
    return new TimedSso(sso, timed("nomad.sso.duration", "What EVE's single sign-on was asked"));
  }

  private Timed timed(String name, String description) {
    return new Timed(
        Timer.builder(name)
            .description(description)
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry));
  }

  /** Has calls of ESI counted. */
  public void esi(EsiStatistics statistics) {
    beforeText.add(new EsiMeters(statistics, registry)::update);
  }

  /** Has everything about the database measured, and the work that it plans. */
  public void persistence(Persistence persistence) {
    beforeText.add(new PersistenceMeters(persistence, registry)::update);
  }

  @Override
  public void close() {
    logs.close();
    gc.close();
    registry.close();
  }
}
