package dev.evenomad.persistence.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rings at the earliest of the times that it is set to. Thread-safe. */
final class Alarm implements AutoCloseable {

  private final InstantSource clock;
  private final Runnable bell;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("work-alarm").daemon().factory());
  private @Nullable Instant time;
  private @Nullable Future<?> ringing;

  Alarm(InstantSource clock, Runnable bell) {
    this.clock = clock;
    this.bell = bell;
  }

  /** Sets it to that time, unless it rings earlier already. */
  synchronized void set(Instant at) {
    if (timer.isShutdown() || (time != null && !at.isBefore(time))) {
      return;
    }
    if (ringing != null) {
      ringing.cancel(false);
    }
    time = at;
    long micros = Duration.between(clock.instant(), at).toNanos() / 1_000 + 1;
    ringing = timer.schedule(this::ring, Math.max(micros, 0), TimeUnit.MICROSECONDS);
  }

  private void ring() {
    synchronized (this) {
      time = null;
      ringing = null;
    }
    bell.run();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
