package dev.evenomad.domain.notification;

/**
 * Brings alerts to devices. Implementations are thread-safe, bounded in time, and answer with an
 * outcome also when the push service is down.
 */
@FunctionalInterface
public interface PushGateway {

  /** Hands one message over. */
  PushOutcome send(PushMessage message);
}
