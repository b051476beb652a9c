package dev.evenomad.push.web;

import dev.evenomad.domain.notification.PushMessage;

/** What a browser is sent, before it is encrypted. */
sealed interface WebMessage {

  /**
   * What to post.
   *
   * @param json for the service worker, at most 3993 bytes
   * @param ttlSeconds how long the push service may keep it; positive
   * @param topic of two messages with the same one that wait, the later one remains; up to 32
   *     characters of base64url
   */
  record Sendable(String json, int ttlSeconds, String topic) implements WebMessage {}

  /** A message that a browser would not take. */
  record Refused(String why) implements WebMessage {}

  /** Renders {@code message}. A title or body that is too long is shortened. */
  static WebMessage of(PushMessage message) {
    return switch (message.content()) {
      case PushMessage.Content.Alert alert -> new WebMessageRenderer(message, alert).render();
      // A browser has to show something for every push, or else takes the permission away.
      case PushMessage.Content.Closing closing -> new Refused("browsers show every push");
    };
  }
}
