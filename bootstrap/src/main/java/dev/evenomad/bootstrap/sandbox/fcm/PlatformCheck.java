package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.web.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what a message says to one platform alone. What Apple or a browser's push service would
 * not take, or would drop, is refused here, where it can still be seen.
 */
final class PlatformCheck {

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
  private static final Set<String> ANDROID_TEXTS =
      Set.of(
          "title",
          "body",
          "icon",
          "color",
          "sound",
          "tag",
          "click_action",
          "body_loc_key",
          "title_loc_key",
          "channel_id",
          "ticker",
          "event_time",
          "image");
  private static final Set<String> ANDROID_FLAGS =
      Set.of(
          "sticky",
          "local_only",
          "default_sound",
          "default_vibrate_timings",
          "default_light_settings");
  private static final Set<String> ANDROID_LISTS =
      Set.of("body_loc_args", "title_loc_args", "vibrate_timings");
  private static final Set<String> ANDROID_NOTIFICATION =
      Stream.of(
              ANDROID_TEXTS,
              ANDROID_FLAGS,
              ANDROID_LISTS,
              Set.of(
                  "notification_priority",
                  "visibility",
                  "notification_count",
                  "light_settings",
                  "proxy"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> PRIORITIES =
      Set.of(
          "priority_unspecified",
          "priority_min",
          "priority_low",
          "priority_default",
          "priority_high",
          "priority_max");
  private static final Set<String> VISIBILITIES =
      Set.of("visibility_unspecified", "private", "public", "secret");
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(\\.\\d{1,9})?s");
  private static final long MAX_TTL = Duration.ofDays(28).toSeconds();

  private static final Set<String> APNS =
      Set.of("headers", "payload", "fcm_options", "live_activity_token");
  private static final Map<String, Predicate<String>> APNS_HEADERS =
      Map.of(
          "apns-priority",
          Set.of("1", "5", "10")::contains,
          "apns-push-type",
          Set.of("alert", "background", "location", "voip", "complication", "fileprovider")
              ::contains,
          "apns-expiration",
          Pattern.compile("\\d{1,12}").asMatchPredicate(),
          "apns-collapse-id",
          id -> MessageCheck.bytes(id) <= 64);
  private static final Set<String> INTERRUPTIONS =
      Set.of("passive", "active", "time-sensitive", "critical");

  private static final Set<String> WEBPUSH =
      Set.of("headers", "data", "notification", "fcm_options");
  private static final Map<String, Predicate<String>> WEBPUSH_HEADERS =
      Map.of(
          "TTL", Pattern.compile("\\d{1,10}").asMatchPredicate(),
          "Urgency", Set.of("very-low", "low", "normal", "high")::contains,
          "Topic", Pattern.compile("[A-Za-z0-9_-]{1,32}").asMatchPredicate());

  private PlatformCheck() {}

  static void android(JsonNode android) throws Rejected {
    var field = "message.android";
    Shape.part(android, field, ANDROID);
    MessageCheck.data(android.path("data"), field + ".data");
    Shape.requireText(android.path("collapse_key"), field + ".collapse_key");
    Shape.requireText(android.path("restricted_package_name"), field + ".restricted_package_name");
    for (var flag :
        Set.of("direct_boot_ok", "bandwidth_constrained_ok", "restricted_satellite_ok")) {
      Shape.requireFlag(android.path(flag), field + "." + flag);
    }
    Shape.requireOneOf(
        android.path("priority"),
        field + ".priority",
        "AndroidMessagePriority",
        Set.of("normal", "high"));
    ttl(android.path("ttl"));
    MessageCheck.options(android.path("fcm_options"), field, Set.of("analytics_label"));
    androidNotification(android.path("notification"), field + ".notification");
  }

  private static void androidNotification(JsonNode notification, String field) throws Rejected {
    Shape.part(notification, field, ANDROID_NOTIFICATION);
    for (var text : ANDROID_TEXTS) {
      Shape.requireText(notification.path(text), field + "." + text);
    }
    for (var flag : ANDROID_FLAGS) {
      Shape.requireFlag(notification.path(flag), field + "." + flag);
    }
    for (var list : ANDROID_LISTS) {
      Shape.requireTexts(notification.path(list), field + "." + list);
    }
    Shape.requireInteger(notification.path("notification_count"), field + ".notification_count");
    Shape.requireOneOf(
        notification.path("notification_priority"),
        field + ".notification_priority",
        "NotificationPriority",
        PRIORITIES);
    Shape.requireOneOf(
        notification.path("visibility"), field + ".visibility", "Visibility", VISIBILITIES);
    Shape.part(notification.path("light_settings"), field + ".light_settings", Set.of());
    refuseUnless(
        notification.path("color"),
        COLOR.asMatchPredicate(),
        field + ".color",
        "a color is #RRGGBB");
  }

  private static void ttl(JsonNode ttl) throws Rejected {
    Shape.requireText(ttl, "message.android.ttl");
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

  static void apns(JsonNode apns) throws Rejected {
    var field = "message.apns";
    Shape.part(apns, field, APNS);
    Shape.requireText(apns.path("live_activity_token"), field + ".live_activity_token");
    MessageCheck.options(apns.path("fcm_options"), field, Set.of("analytics_label", "image"));
    headers(apns.path("headers"), field + ".headers", APNS_HEADERS);
    var payload = apns.path("payload");
    Shape.part(payload, field + ".payload", Set.of());
    if (payload.isObject()) {
      aps(payload.path("aps"), field + ".payload.aps");
      var size = Json.write(payload).length;
      if (size > MessageCheck.MAX_PAYLOAD) {
        throw MessageCheck.tooBig(size, MessageCheck.MAX_PAYLOAD);
      }
    }
    var isSilent =
        payload.at("/aps/content-available").asInt() == 1 && !payload.at("/aps").has("alert");
    if (isSilent && apns.at("/headers/apns-priority").asText().equals("10")) {
      throw new Rejected(
          FcmError.badMessage(
              field + ".headers", "apns-priority of what shows nothing is at most 5"));
    }
  }

  private static void aps(JsonNode aps, String field) throws Rejected {
    Shape.part(aps, field, Set.of());
    refuse(aps, "badge", field, "an integer", node -> node.isIntegralNumber());
    refuse(aps, "alert", field, "a text or an object", node -> node.isTextual() || node.isObject());
    refuse(aps, "sound", field, "a text or an object", node -> node.isTextual() || node.isObject());
    refuse(aps, "thread-id", field, "a text", JsonNode::isTextual);
    refuse(aps, "category", field, "a text", JsonNode::isTextual);
    refuse(aps, "content-available", field, "0 or 1", PlatformCheck::isBit);
    refuse(aps, "mutable-content", field, "0 or 1", PlatformCheck::isBit);
    refuse(
        aps,
        "interruption-level",
        field,
        "one of passive, active, time-sensitive, critical",
        node -> INTERRUPTIONS.contains(node.asText()));
  }

  private static boolean isBit(JsonNode node) {
    return node.isInt() && (node.intValue() == 0 || node.intValue() == 1);
  }

  private static void refuse(
      JsonNode aps, String name, String field, String what, Predicate<JsonNode> right)
      throws Rejected {
    if (aps.has(name) && !right.test(aps.get(name))) {
      throw new Rejected(FcmError.badMessage(field + "." + name, name + " must be " + what));
    }
  }

  static void webpush(JsonNode webpush) throws Rejected {
    var field = "message.webpush";
    Shape.part(webpush, field, WEBPUSH);
    headers(webpush.path("headers"), field + ".headers", WEBPUSH_HEADERS);
    MessageCheck.data(webpush.path("data"), field + ".data");
    var notification = webpush.path("notification");
    Shape.part(notification, field + ".notification", Set.of());
    for (var name : Set.of("title", "body", "tag")) {
      Shape.requireText(notification.path(name), field + ".notification." + name);
    }
    MessageCheck.options(webpush.path("fcm_options"), field, Set.of("analytics_label", "link"));
    refuseUnless(
        webpush.path("fcm_options").path("link"),
        link -> link.startsWith("https://"),
        field + ".fcm_options.link",
        "a link is an https URL");
  }

  /** Texts, and those that are known as they must be. */
  private static void headers(JsonNode headers, String field, Map<String, Predicate<String>> known)
      throws Rejected {
    Shape.texts(headers, field);
    for (var entry : headers.properties()) {
      var right = known.getOrDefault(entry.getKey(), value -> true);
      refuseUnless(entry.getValue(), right, field, "invalid value of the header " + entry.getKey());
    }
  }

  private static void refuseUnless(
      JsonNode text, Predicate<String> right, String field, String description) throws Rejected {
    if (text.isTextual() && !right.test(text.textValue())) {
      throw new Rejected(FcmError.badMessage(field, description));
    }
  }
}
