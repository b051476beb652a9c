package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.PushMessage;
import java.time.Instant;

/** The body of a send request of FCM's HTTP v1 API. */
sealed interface FcmMessage {

  /**
   * What to post.
   *
   * @param json the request, which holds the device's token
   */
  record Sendable(String json) implements FcmMessage {
    @Override
    public String toString() {
      return "Sendable[redacted]";
    }
  }

  /** A message that FCM would not take. */
  record Refused(String why) implements FcmMessage {}

  /**
   * Renders {@code message} for its device. A title or body that is too long is shortened.
   *
   * @param now when it is sent
   */
  static FcmMessage of(PushMessage message, Instant now) {
    return new FcmMessageRenderer(message, now).render();
  }
}
