package dev.evenomad.push.fcm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.sending.MessageParts;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The request of one message, as often as it takes to find the text that fits.
 *
 * <p>What happens to two messages with the same {@link PushMessage#collapseKey()} is decided on the
 * device: Android's {@code tag}, Apple's {@code apns-collapse-id} and the browser's {@code tag} let
 * the later one replace what is shown. Android's {@code collapse_key} is another thing: it lets the
 * later message replace the earlier one on its way to a device that is away, for which FCM keeps no
 * more than four such keys and drops the rest as it likes. A key for each alert would lose alerts,
 * and so would one for each kind. So only {@link #keyOnItsWay messages of which nobody misses the
 * earlier one} have one. (Google reserves the right to collapse whatever shows something while the
 * device is away; the number of unread alerts tells of them.)
 */
final class FcmMessageRenderer {
  /**
   * FCM's limit is 4096 bytes of what reaches the device. Counted here is the whole message but the
   * token, which is never less.
   */
  private static final int MAX_BYTES = 4095;

  private static final int MAX_COLLAPSE_ID = 64;

  private static final int SHA_256_BYTES = 32;

  private final PushMessage message;
  private final String collapseId;
  private final int ttlSeconds;
  private final long expiresAt;

  FcmMessageRenderer(PushMessage message, Instant now) {
    this.message = message;
    this.collapseId = collapseId(message.collapseKey());
    this.ttlSeconds = MessageParts.ttlSeconds(message);
    this.expiresAt = now.getEpochSecond() + ttlSeconds;
  }

  FcmMessage render() {
    Optional<String> reserved =
        message.data().keySet().stream().filter(FcmMessageRenderer::reserved).sorted().findFirst();
    if (reserved.isPresent()) {
      return new FcmMessage.Refused("the data key " + reserved.get() + " is reserved");
    }
    if (message.content() instanceof Content.Closing && message.device() == DeviceType.WEB) {
      return new FcmMessage.Refused("browsers show every push");
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
        String title = MessageParts.title(alert);
        yield MessageParts.body(alert, body -> fits(showing(alert, title, body)))
            .map(body -> showing(alert, title, body));
      }
      case Content.Closing closing -> Optional.of(closing()).filter(this::fits);
    };
  }

  private boolean fits(ObjectNode content) {
    return MessageParts.fits(MessageParts.json(content), MAX_BYTES);
  }

  private String request(ObjectNode content) {
    ObjectNode request = MessageParts.object();
    content.put("token", message.to().value());
    request.set("message", content);
    return MessageParts.json(request);
  }

  private ObjectNode showing(Content.Alert alert, String title, String body) {
    ObjectNode content = MessageParts.object();
    content.set("notification", text(title, body));
    data(content);
    switch (message.device()) {
      case ANDROID -> showOnAndroid(android(content, "high"), alert);
      case IOS -> showOnIos(content.putObject("apns"), alert, title, body);
      case WEB -> showInBrowser(content.putObject("webpush"), title, body);
    }
    return content;
  }

  private ObjectNode closing() {
    ObjectNode content = MessageParts.object();
    data(content);
    switch (message.device()) {
      case ANDROID -> android(content, "normal");
      case IOS -> closeOnIos(content.putObject("apns"));
      case WEB -> throw new IllegalStateException("browsers are not asked to close anything");
    }
    return content;
  }

  private void data(ObjectNode content) {
    if (!message.data().isEmpty()) {
      MessageParts.putData(message, content.putObject("data"));
    }
  }

  private ObjectNode android(ObjectNode content, String priority) {
    return content.putObject("android").put("priority", priority).put("ttl", ttlSeconds + "s");
  }

  private void showOnAndroid(ObjectNode android, Content.Alert alert) {
    keyOnItsWay(alert).ifPresent(key -> android.put("collapse_key", key));
    android
        .putObject("notification")
        .put("channel_id", MessageParts.subject(alert))
        .put("tag", collapseId)
        .put("notification_count", unread())
        // Before Android 8 there are no channels that say which sound it is.
        .put("default_sound", true);
  }

  /** The key of messages that say all that earlier ones with it said, or are of no use by then. */
  private static Optional<String> keyOnItsWay(Content.Alert alert) {
    String subject = MessageParts.subject(alert);
    return Optional.of(subject)
        .filter(key -> key.equals(MessageParts.DIGEST) || key.equals(NotificationKind.TEST.code()));
  }

  private void showOnIos(ObjectNode apns, Content.Alert alert, String title, String body) {
    apnsHeaders(apns, "alert", "10").put("apns-collapse-id", collapseId);
    String subject = MessageParts.subject(alert);
    ObjectNode aps = apns.putObject("payload").putObject("aps");
    aps.set("alert", text(title, body));
    aps.put("sound", "default")
        .put("badge", unread())
        .put("thread-id", subject)
        .put("category", subject)
        .put("interruption-level", costly(alert) ? "time-sensitive" : "active");
  }

  /** Apple allows no higher priority for what nobody sees. */
  private void closeOnIos(ObjectNode apns) {
    apnsHeaders(apns, "background", "5");
    apns.putObject("payload").putObject("aps").put("content-available", 1).put("badge", unread());
  }

  private ObjectNode apnsHeaders(ObjectNode apns, String type, String priority) {
    return apns.putObject("headers")
        .put("apns-push-type", type)
        .put("apns-priority", priority)
        .put("apns-expiration", Long.toString(expiresAt));
  }

  /** Whether the pilot loses something for as long as nothing is done about it. */
  private static boolean costly(Content.Alert alert) {
    return alert
        .kind()
        .filter(
            kind ->
                kind == NotificationKind.SKILL_QUEUE_EMPTY
                    || kind == NotificationKind.REAUTHORIZATION_NEEDED)
        .isPresent();
  }

  private void showInBrowser(ObjectNode webpush, String title, String body) {
    webpush
        .putObject("headers")
        .put("TTL", Long.toString(ttlSeconds))
        .put("Urgency", "high")
        .put("Topic", MessageParts.digest(message.collapseKey(), MessageParts.TOPIC_BYTES));
    webpush.set("notification", text(title, body).put("tag", collapseId));
  }

  /** FCM and Apple take no more than 32 bits of it. */
  private int unread() {
    return (int) Math.min(message.unread(), Integer.MAX_VALUE);
  }

  private static ObjectNode text(String title, String body) {
    return MessageParts.object().put("title", title).put("body", body);
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
    return takenAsItIs ? key : MessageParts.digest(key, SHA_256_BYTES);
  }
}
