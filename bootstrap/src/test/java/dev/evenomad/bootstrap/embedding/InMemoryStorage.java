package dev.evenomad.bootstrap.embedding;

import dev.evenomad.bootstrap.server.Storage;
import dev.evenomad.domain.Stores;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.testkit.memory.InMemoryStores;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps everything in memory, and looks every few milliseconds for what is due. */
record InMemoryStorage(InMemoryStores all, Clock clock) implements Storage {

  private static final int PAUSE_MILLIS = 10;

  @Override
  public Stores stores() {
    return all;
  }

  @Override
  public Optional<String> awaited() {
    return Optional.empty();
  }

  @Override
  public void prepare() {}

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It ends when it is closed.
  public AutoCloseable work(DueWorkHandler handler) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    thread.scheduleWithFixedDelay(
        () -> all.schedule().runDue(handler, clock.instant()),
        0,
        PAUSE_MILLIS,
        TimeUnit.MILLISECONDS);
    return () -> {
      thread.shutdownNow();
      thread.awaitTermination(10, TimeUnit.SECONDS);
    };
  }

  @Override
  public List<Readiness> readiness() {
    return List.of();
  }
}
