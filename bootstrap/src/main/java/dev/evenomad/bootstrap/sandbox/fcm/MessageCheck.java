package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a send request as FCM does before it looks at the target. */
final class MessageCheck {

  /** What a message is addressed to. */
  record Target(String kind, String value) {}

  private static final List<String> TARGETS = List.of("token", "fid", "topic", "condition");
  private static final Set<String> REQUEST = Set.of("validate_only", "message");
  private static final Set<String> MESSAGE =
      Set.of(
          "name",
          "token",
          "fid",
          "topic",
          "condition",
          "notification",
          "data",
          "android",
          "apns",
          "webpush",
          "fcm_options");
  private static final Set<String> NOTIFICATION = Set.of("title", "body", "image");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9-_.~%]+");

  /** Bytes that a device is sent at most. */
  static final int MAX_PAYLOAD = 4096;

  private static final int MAX_TOPIC_PAYLOAD = 2048;

  private MessageCheck() {}

  /** The target of the message in {@code request}. */
  static Target target(JsonNode request) throws Rejected {
    Shape.requireObject(request, "");
    Shape.requireKnown(request, "", REQUEST);
    Shape.requireFlag(request.path("validate_only"), "validate_only");
    var message = request.path("message");
    if (message.isMissingNode()) {
      throw new Rejected(FcmError.badMessage("message", "The message is not set."));
    }
    Shape.requireObject(message, "message");
    Shape.requireKnown(message, "message", MESSAGE);
    checkParts(message);
    var target = onlyTarget(message);
    if (target.kind().equals("topic") && !TOPIC.matcher(target.value()).matches()) {
      throw new Rejected(FcmError.badMessage("message.topic", "Malformed topic name"));
    }
    checkSize(message, target.kind().equals("topic") ? MAX_TOPIC_PAYLOAD : MAX_PAYLOAD);
    return target;
  }

  private static void checkParts(JsonNode message) throws Rejected {
    var notification = message.path("notification");
    Shape.part(notification, "message.notification", NOTIFICATION);
    for (var name : NOTIFICATION) {
      Shape.requireText(notification.path(name), "message.notification." + name);
    }
    data(message.path("data"), "message.data");

    options(message.path("fcm_options"), "message", Set.of("analytics_label"));
    PlatformCheck.android(message.path("android"));
    PlatformCheck.apns(message.path("apns"));
    PlatformCheck.webpush(message.path("webpush"));
  }

  private static Target onlyTarget(JsonNode message) throws Rejected {
    Optional<Target> target = Optional.empty();
    for (var kind : TARGETS) {
      var value = message.path(kind);
      Shape.requireText(value, "message." + kind);
      if (value.isTextual()) {
        if (target.isPresent()) {
          throw new Rejected(
              FcmError.badShape(
                  "message",
                  "Invalid value at 'message' (oneof), oneof field 'target' is already set."
                      + " Cannot set '"
                      + kind
                      + "'"));
        }
        target = Optional.of(new Target(kind, value.textValue()));
      }
    }
    return target.orElseThrow(
        () -> new Rejected(FcmError.badMessage("message", "Recipient of the message is not set.")));
  }

  private static void checkSize(JsonNode message, int limit) throws Rejected {
    var androidData = message.path("android").path("data");
    var size =
        size(androidData.isObject() ? androidData : message.path("data"))
            + size(message.path("notification"));
    if (size > limit) {
      throw tooBig(size, limit);
    }
  }

  static Rejected tooBig(int size, int limit) {
    return new Rejected(
        FcmError.badMessage(
            "message",
            "The message is too big: " + size + " bytes of payload, allowed are " + limit + "."));
  }

  private static int size(JsonNode texts) {
    return texts.properties().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue().asText()))
        .sum();
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Options of a part of the message. */
  static void options(JsonNode options, String of, Set<String> known) throws Rejected {
    var field = of + ".fcm_options";
    Shape.part(options, field, known);
    for (var name : known) {
      Shape.requireText(options.path(name), field + "." + name);
    }
  }

  /** Texts for the app, whose names must not be Google's own. */
  static void data(JsonNode data, String field) throws Rejected {
    Shape.texts(data, field);
    for (var entry : data.properties()) {
      var key = entry.getKey();
      if (key.equals("from") || key.equals("gcm") || key.startsWith("google")) {
        throw new Rejected(FcmError.badMessage(field, "Invalid data payload key: " + key));
      }
    }
  }
}
