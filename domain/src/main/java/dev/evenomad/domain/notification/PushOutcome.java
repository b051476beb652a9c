package dev.evenomad.domain.notification;

import java.time.Duration;

/** What a push service said of one message. Texts in it hold no token. */
public sealed interface PushOutcome {

  /**
   * Taken over for delivery.
   *
   * @param messageId the push service's name for it
   */
  record Accepted(String messageId) implements PushOutcome {}

  /** The device's token is no longer valid: forget it, never try it again. */
  record TokenInvalid(String why) implements PushOutcome {}

  /** This message is not acceptable, however often it is tried; the token is fine. */
  record Rejected(String why) implements PushOutcome {}

  /** Not now. */
  record TryLater(Duration retryAfter, String why) implements PushOutcome {}

  /** Our credentials are not accepted: our fault; neither token nor message is to blame. */
  record Misconfigured(String why) implements PushOutcome {}
}
