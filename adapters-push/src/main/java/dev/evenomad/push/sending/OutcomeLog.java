package dev.evenomad.push.sending;

import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/**
 * Tells a log of the messages that were not sent. A wrong configuration fails every message, so it
 * is warned of once in a while. Thread-safe.
 */
public final class OutcomeLog {
  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

  private final Logger log;
  private final InstantSource clock;
  private final AtomicReference<Instant> warnedAt = new AtomicReference<>(Instant.EPOCH);

  /** Into that log, warning by that clock. */
  public OutcomeLog(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Notes what became of {@code message}. */
  public void note(PushMessage message, PushOutcome outcome) {
    switch (outcome) {
      case Accepted accepted -> {}
      case Misconfigured wrong -> {
        Instant now = clock.instant();
        Instant before = warnedAt.get();
        if (now.isAfter(before.plus(WARNING_INTERVAL)) && warnedAt.compareAndSet(before, now)) {
          log.warn("Push is not configured rightly: {}", wrong.why());
        }
        tell(message, wrong.why());
      }
      case TokenInvalid invalid -> tell(message, invalid.why());
      case Rejected rejected -> tell(message, rejected.why());
      case TryLater later -> tell(message, later.why());
    }
  }

  private void tell(PushMessage message, String why) {
    log.debug("A push to {} was not sent: {}", message.device(), why);
  }
}
