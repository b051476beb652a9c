package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
  private static final Set<String> ANDROID =
      Set.of(
          "priority",
          "ttl",
          "collapse_key",
          "restricted_package_name",
          "data",
          "notification",
          "fcm_options",
          "direct_boot_ok",
          "bandwidth_constrained_ok",
          "restricted_satellite_ok");
  private static final Set<String> APNS =
      Set.of("headers", "payload", "fcm_options", "live_activity_token");
  private static final Set<String> WEBPUSH =
      Set.of("headers", "data", "notification", "fcm_options");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(\\.\\d{1,9})?s");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9-_.~%]+");
  private static final long MAX_TTL = Duration.ofDays(28).toSeconds();
  private static final int MAX_PAYLOAD = 4096;
  private static final int MAX_TOPIC_PAYLOAD = 2048;

  private MessageCheck() {}

  /** The target of the message in {@code request}. */
  static Target target(JsonNode request) throws Rejected {
    requireObject(request, "");
    requireKnown(request, "", REQUEST);
    if (request.has("validate_only") && !request.get("validate_only").isBoolean()) {
      throw badType("validate_only", "TYPE_BOOL", request.get("validate_only"));
    }
    var message = request.path("message");
    if (message.isMissingNode()) {
      throw new Rejected(FcmError.badMessage("message", "The message is not set."));
    }
    requireObject(message, "message");
    requireKnown(message, "message", MESSAGE);
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
    part(notification, "message.notification", NOTIFICATION);
    for (var name : NOTIFICATION) {
      requireText(notification.path(name), "message.notification." + name);
    }
    data(message.path("data"), "message.data");

    var android = message.path("android");
    part(android, "message.android", ANDROID);
    data(android.path("data"), "message.android.data");
    requireText(android.path("collapse_key"), "message.android.collapse_key");
    priority(android.path("priority"));
    ttl(android.path("ttl"));

    var apns = message.path("apns");
    part(apns, "message.apns", APNS);
    texts(apns.path("headers"), "message.apns.headers");
    part(apns.path("payload"), "message.apns.payload", Set.of());

    var webpush = message.path("webpush");
    part(webpush, "message.webpush", WEBPUSH);
    texts(webpush.path("headers"), "message.webpush.headers");
    data(webpush.path("data"), "message.webpush.data");
  }

  private static Target onlyTarget(JsonNode message) throws Rejected {
    Optional<Target> target = Optional.empty();
    for (var kind : TARGETS) {
      var value = message.path(kind);
      requireText(value, "message." + kind);
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
      throw new Rejected(
          FcmError.badMessage(
              "message",
              "The message is too big: " + size + " bytes of payload, allowed are " + limit + "."));
    }
  }

  private static int size(JsonNode texts) {
    return texts.properties().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue().asText()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void data(JsonNode data, String field) throws Rejected {
    texts(data, field);
    for (var entry : data.properties()) {
      var key = entry.getKey();
      if (key.equals("from") || key.equals("gcm") || key.startsWith("google")) {
        throw new Rejected(FcmError.badMessage(field, "Invalid data payload key: " + key));
      }
    }
  }

  /** A map of texts. */
  private static void texts(JsonNode map, String field) throws Rejected {
    part(map, field, Set.of());
    var position = 0;
    for (var entry : map.properties()) {
      if (!entry.getValue().isTextual()) {
        throw badType(field + "[" + position + "].value", "TYPE_STRING", entry.getValue());
      }
      position++;
    }
  }

  private static void priority(JsonNode priority) throws Rejected {
    requireText(priority, "message.android.priority");
    if (priority.isTextual()
        && !Set.of("normal", "high").contains(priority.textValue().toLowerCase(Locale.ROOT))) {
      throw badType("message.android.priority", "AndroidMessagePriority", priority);
    }
  }

  private static void ttl(JsonNode ttl) throws Rejected {
    requireText(ttl, "message.android.ttl");
    if (!ttl.isTextual()) {
      return;
    }
    var duration = DURATION.matcher(ttl.textValue());
    if (!duration.matches()) {
      throw new Rejected(
          FcmError.badShape(
              "message.android.ttl",
              "Invalid value at 'message.android.ttl' (type.googleapis.com/google.protobuf"
                  + ".Duration), Illegal duration format; duration must end with 's'"));
    }
    var seconds = Long.parseLong(duration.group(1));
    if (seconds > MAX_TTL || (seconds == MAX_TTL && duration.group(2) != null)) {
      throw new Rejected(
          FcmError.badMessage(
              "message.android.ttl", "The ttl must be from 0 to " + MAX_TTL + " seconds."));
    }
  }

  /**
   * An object, if it is there at all.
   *
   * @param known names of its members; empty when any are allowed
   */
  private static void part(JsonNode part, String field, Set<String> known) throws Rejected {
    if (!part.isMissingNode()) {
      requireObject(part, field);
      if (!known.isEmpty()) {
        requireKnown(part, field, known);
      }
    }
  }

  private static void requireObject(JsonNode node, String field) throws Rejected {
    if (!node.isObject()) {
      throw badType(field, "object", node);
    }
  }

  private static void requireText(JsonNode node, String field) throws Rejected {
    if (!node.isMissingNode() && !node.isTextual()) {
      throw badType(field, "TYPE_STRING", node);
    }
  }

  private static void requireKnown(JsonNode object, String field, Set<String> known)
      throws Rejected {
    for (var entry : object.properties()) {
      if (!known.contains(entry.getKey())) {
        var description =
            "Invalid JSON payload received. Unknown name \""
                + entry.getKey()
                + "\""
                + (field.isEmpty() ? "" : " at '" + field + "'")
                + ": Cannot find field.";
        throw new Rejected(FcmError.badShape(field, description));
      }
    }
  }

  private static Rejected badType(String field, String type, JsonNode value) {
    return new Rejected(
        FcmError.badShape(
            field, "Invalid value at '" + field + "' (" + type + "), " + value.toString()));
  }

  /** Carries what is wrong out of the checks. */
  static final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient FcmError error;

    Rejected(FcmError error) {
      super(error.message());
      this.error = error;
    }

    FcmError error() {
      return error;
    }
  }
}
