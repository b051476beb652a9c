package dev.evenomad.bootstrap.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import java.time.Instant;
import java.util.List;

/**
 * A message that FCM has accepted.
 *
 * @param about what it tells, as {@link Happening#name()}
 * @param collapse of the messages with the same one a phone shows the last
 * @param content what the phone shows, and hands to the app
 */
record Accepted(String phone, String about, String collapse, List<JsonNode> content, Instant at) {

  static Accepted of(PushMessage push) {
    JsonNode message = push.message();
    return new Accepted(
        push.target(),
        Happening.nameOf(message.path("data")),
        collapse(message),
        List.of(message.path("notification"), message.path("data")),
        push.acceptedAt());
  }

  /** The id of the notification. */
  String notification() {
    return content.getLast().path("notificationId").asText();
  }

  private static String collapse(JsonNode message) {
    if (message.has("apns")) {
      return message.at("/apns/headers/apns-collapse-id").asText();
    }
    return message.at("/android/notification/tag").asText();
  }
}
