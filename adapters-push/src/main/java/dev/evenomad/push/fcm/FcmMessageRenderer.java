package dev.evenomad.push.fcm;

import static dev.evenomad.push.text.Shortening.longest;
import static dev.evenomad.push.text.Shortening.wellFormed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The request of one message, as often as it takes to find the text that fits. */
final class FcmMessageRenderer {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * FCM's limit is 4096 bytes of what reaches the device. Counted here is the whole message but the
   * token, which is never less.
   */
  private static final int MAX_BYTES = 4095;

  /** A title is one line; phones show about a quarter of this. */
  private static final int MAX_TITLE = 160;

  private static final int MAX_COLLAPSE_ID = 64;
  private static final Duration MAX_TTL = Duration.ofDays(28);

  private final PushMessage message;
  private final String collapseId;
  private final long ttlSeconds;
  private final long expiresAt;

  FcmMessageRenderer(PushMessage message, Instant now) {
    this.message = message;
    this.collapseId = collapseId(message.collapseKey());
    this.ttlSeconds = wholeSeconds(message.timeToLive());
    this.expiresAt = now.getEpochSecond() + ttlSeconds;
  }

  FcmMessage render() {
    Optional<String> reserved =
        message.data().keySet().stream().filter(FcmMessageRenderer::reserved).sorted().findFirst();
    if (reserved.isPresent()) {
      return new FcmMessage.Refused("the data key " + reserved.get() + " is reserved");
    }
    return content()
        .map(this::request)
        .<FcmMessage>map(FcmMessage.Sendable::new)
        .orElseGet(
            () -> new FcmMessage.Refused("the data alone takes more than " + MAX_BYTES + " bytes"));
  }

  /** With as much of the body as fits; empty if nothing of it does. */
  private Optional<ObjectNode> content() {
    return switch (message.content()) {
      case Content.Alert alert -> {
        String wholeTitle = wellFormed(alert.title());
        String title = longest(wholeTitle, text -> text.length() <= MAX_TITLE).orElse(wholeTitle);
        yield longest(wellFormed(alert.body()), body -> fits(showing(alert, title, body)))
            .map(body -> showing(alert, title, body));
      }
      case Content.Closing closing -> Optional.of(closing()).filter(this::fits);
    };
  }

  private boolean fits(ObjectNode content) {
    return json(content).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private String request(ObjectNode content) {
    ObjectNode request = JSON.createObjectNode();
    content.put("token", message.to().value());
    request.set("message", content);
    return json(request);
  }

  private ObjectNode showing(Content.Alert alert, String title, String body) {
    ObjectNode content = JSON.createObjectNode();
    content.set("notification", text(title, body));
    data(content);
    switch (message.device()) {
      case ANDROID -> android(content.putObject("android"), alert);
      case IOS -> apns(content.putObject("apns"), title, body);
      case WEB -> webpush(content.putObject("webpush"), title, body);
    }
    return content;
  }

  private ObjectNode closing() {
    ObjectNode content = JSON.createObjectNode();
    data(content);
    return content;
  }

  private void data(ObjectNode content) {
    if (!message.data().isEmpty()) {
      ObjectNode data = content.putObject("data");
      new TreeMap<>(message.data())
          .forEach((key, value) -> data.put(wellFormed(key), wellFormed(value)));
    }
  }

  /** The collapse key replaces a message on its way, the tag one that is shown already. */
  private void android(ObjectNode android, Content.Alert alert) {
    android
        .put("priority", "high")
        .put("ttl", ttlSeconds + "s")
        .put("collapse_key", collapseId)
        .putObject("notification")
        .put("channel_id", alert.kind().map(NotificationKind::code).orElse("digest"))
        .put("tag", collapseId);
  }

  private void apns(ObjectNode apns, String title, String body) {
    apns.putObject("headers")
        .put("apns-priority", "10")
        .put("apns-expiration", Long.toString(expiresAt))
        .put("apns-collapse-id", collapseId);
    ObjectNode aps = apns.putObject("payload").putObject("aps");
    aps.set("alert", text(title, body));
    aps.put("sound", "default");
  }

  private void webpush(ObjectNode webpush, String title, String body) {
    webpush.putObject("headers").put("TTL", Long.toString(ttlSeconds)).put("Urgency", "high");
    webpush.set("notification", text(title, body).put("tag", collapseId));
  }

  private static ObjectNode text(String title, String body) {
    return JSON.createObjectNode().put("title", title).put("body", body);
  }

  private static String json(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("well-formed texts are always JSON", e);
    }
  }

  private static long wholeSeconds(Duration ttl) {
    return ttl.compareTo(MAX_TTL) > 0
        ? MAX_TTL.toSeconds()
        : ttl.plusNanos(999_999_999).toSeconds();
  }

  /** Reserved by FCM, or (aps) by Apple, in whose payload the data stands beside it. */
  private static boolean reserved(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return name.equals("from")
        || name.equals("message_type")
        || name.equals("aps")
        || name.startsWith("gcm")
        || name.startsWith("google");
  }

  /** Apple takes 64 bytes; a digest of a longer key stands for the same alerts. */
  private static String collapseId(String key) {
    boolean takenAsItIs =
        key.length() <= MAX_COLLAPSE_ID && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (takenAsItIs) {
      return key;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
