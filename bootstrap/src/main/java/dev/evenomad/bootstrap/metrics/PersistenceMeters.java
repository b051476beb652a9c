package dev.evenomad.bootstrap.metrics;

import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceStatistics;
import dev.evenomad.persistence.PersistenceStatistics.Pool;
import dev.evenomad.persistence.PersistenceStatistics.Tier;
import dev.evenomad.persistence.jobs.EngineStatistics.Count;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What persistence counts, as metrics. Thread-safe. */
final class PersistenceMeters {

  private static final Tier NOTHING = new Tier(0, 0);

  private final Persistence persistence;
  private final QueueWatch queue;
  private final MeterRegistry registry;
  private volatile PersistenceStatistics last;

  PersistenceMeters(Persistence persistence, MeterRegistry registry) {
    this.persistence = persistence;
    this.queue = new QueueWatch(persistence::queue, System::nanoTime);
    this.registry = registry;
    this.last = persistence.statistics();
    for (Urgency urgency : Urgency.values()) {
      work(urgency, Tags.of("urgency", urgency.name().toLowerCase(Locale.ROOT)));
    }
    last.cacheTiers().keySet().forEach(this::cache);
    if (last.pool().isPresent()) {
      pool();
    }
    gauge(
        "nomad.database.up",
        "Whether the database answered when it was asked last",
        Tags.empty(),
        now -> queue.answers() ? 1 : 0);
    gauge(
        "nomad.redis.connected",
        "Whether there is a connection to Redis; not a number if none is configured",
        Tags.empty(),
        now -> now.redisConnected().map(connected -> connected ? 1.0 : 0.0).orElse(Double.NaN));
  }

  /** Takes the figures of this moment. */
  void update() {
    last = persistence.statistics();
  }

  private void work(Urgency urgency, Tags tags) {
    counter("nomad.work.begun", "Goes at due work", tags, now -> of(now, urgency, Count::begun));
    counter(
        "nomad.work.failed",
        "Goes that ended with an exception",
        tags,
        now -> of(now, urgency, Count::failed));
    counter(
        "nomad.work.late",
        "Goes that began more than a minute late",
        tags,
        now -> of(now, urgency, Count::late));
    gauge("nomad.work.running", "Goes under way", tags, now -> of(now, urgency, Count::running));
    seconds(
        "nomad.work.behind",
        "How late the last go began; zero once nothing is due",
        tags,
        now -> of(now, urgency, count -> count.behind().toMillis() / 1000.0));
    gauge(
        "nomad.queue.due",
        "Work of all servers that is due and waits",
        tags,
        now -> queue.figure(found -> found.of(urgency).count()));
    seconds(
        "nomad.queue.oldest",
        "How long the oldest of that work has been due",
        tags,
        now -> queue.figure(found -> QueueWatch.seconds(found.of(urgency))));
  }

  private static double of(
      PersistenceStatistics now, Urgency urgency, ToDoubleFunction<Count> figure) {
    return figure.applyAsDouble(now.engines().of(urgency));
  }

  private void cache(String tier) {
    String what = "Entries that a tier of the cache was asked for";
    counter(
        "nomad.cache.gets",
        what,
        Tags.of("tier", tier, "result", "hit"),
        now -> now.cacheTiers().getOrDefault(tier, NOTHING).hits());
    counter(
        "nomad.cache.gets",
        what,
        Tags.of("tier", tier, "result", "miss"),
        now -> now.cacheTiers().getOrDefault(tier, NOTHING).misses());
  }

  private void pool() {
    String name = "nomad.database.connections";
    String what = "Connections of the pool";
    gauge(name, what, Tags.of("state", "active"), now -> pool(now, Pool::active));
    gauge(name, what, Tags.of("state", "idle"), now -> pool(now, Pool::idle));
    gauge(
        "nomad.database.connections.limit",
        "As many connections there may be",
        Tags.empty(),
        now -> pool(now, Pool::most));
    gauge(
        "nomad.database.connections.waiting",
        "Threads that wait for a connection",
        Tags.empty(),
        now -> pool(now, Pool::waiting));
    counter(
        "nomad.database.connections.timeouts",
        "How often a thread waited for a connection in vain",
        Tags.empty(),
        now -> pool(now, Pool::timeouts));
  }

  private static double pool(PersistenceStatistics now, ToDoubleFunction<Pool> figure) {
    return now.pool().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  private void counter(
      String name, String what, Tags tags, ToDoubleFunction<PersistenceStatistics> figure) {
    FunctionCounter.builder(name, this, self -> figure.applyAsDouble(self.last))
        .description(what)
        .tags(tags)
        .register(registry);
  }

  private void gauge(
      String name, String what, Tags tags, ToDoubleFunction<PersistenceStatistics> figure) {
    gauge(name, what, null, tags, figure);
  }

  private void seconds(
      String name, String what, Tags tags, ToDoubleFunction<PersistenceStatistics> figure) {
    gauge(name, what, "seconds", tags, figure);
  }

  private void gauge(
      String name,
      String what,
      @Nullable String unit,
      Tags tags,
      ToDoubleFunction<PersistenceStatistics> figure) {
    Gauge.builder(name, this, self -> figure.applyAsDouble(self.last))
        .description(what)
        .baseUnit(unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
