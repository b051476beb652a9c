package dev.evenomad.push.sending;

import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many messages be under way to a push service at the same time. Thread-safe. */
public final class ConcurrencyLimit {
  private static final Duration OVERLOAD_WAIT = Duration.ofSeconds(10);

  private final String service;
  private final Duration patience;
  private final Semaphore free;

  /**
   * For one push service.
   *
   * @param service its name, for outcomes
   * @param atMost so many messages at the same time, positive
   * @param patience how long the next one waits for its turn
   */
  public ConcurrencyLimit(String service, int atMost, Duration patience) {
    this.service = service;
    this.patience = patience;
    this.free = new Semaphore(atMost);
  }

  /**
   * What {@code sending} comes to, once it is its turn.
   *
   * @return {@link TryLater} if its turn does not come, or the thread is interrupted before; it
   *     stays so
   */
  public PushOutcome call(Supplier<PushOutcome> sending) {
    try {
      if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return new TryLater(OVERLOAD_WAIT, "too many messages are under way to " + service);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TryLater(OVERLOAD_WAIT, "interrupted before the message was sent");
    }
    try {
      return sending.get();
    } finally {
      free.release();
    }
  }
}
