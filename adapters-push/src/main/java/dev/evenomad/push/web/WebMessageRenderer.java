package dev.evenomad.push.web;

import static dev.evenomad.domain.text.Excerpt.longest;
import static dev.evenomad.domain.text.WellFormedText.repaired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content.Alert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One alert in the shape of Declarative Web Push, without its {@code navigate}: where a click leads
 * is the client's business. So it reaches the service worker of every browser.
 */
final class WebMessageRenderer {
  private static final JsonMapper JSON = new JsonMapper();

  /** Encrypted, it has 103 bytes more; a push service need not take more than 4096. */
  private static final int MAX_BYTES = 3993;

  /** A title is one line; screens show about a quarter of this. */
  private static final int MAX_TITLE = 160;

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int TOPIC_BYTES = 24;
  private static final Duration MAX_TTL = Duration.ofDays(28);

  private final PushMessage message;
  private final Alert alert;

  WebMessageRenderer(PushMessage message, Alert alert) {
    this.message = message;
    this.alert = alert;
  }

  WebMessage render() {
    String wholeTitle = repaired(alert.title());
    String title =
        longest(wholeTitle, MAX_BYTES, text -> text.length() <= MAX_TITLE).orElse(wholeTitle);
    return longest(repaired(alert.body()), MAX_BYTES, body -> fits(json(title, body)))
        .<WebMessage>map(
            body ->
                new WebMessage.Sendable(
                    json(title, body), ttlSeconds(message.timeToLive()), topic()))
        .orElseGet(
            () -> new WebMessage.Refused("the data alone takes more than " + MAX_BYTES + " bytes"));
  }

  private static boolean fits(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private String json(String title, String body) {
    ObjectNode root = JSON.createObjectNode().put("web_push", 8030);
    ObjectNode notification =
        root.putObject("notification")
            .put("title", title)
            .put("body", body)
            .put("tag", repaired(message.collapseKey()));
    ObjectNode data = notification.putObject("data");
    new TreeMap<>(message.data()).forEach((key, value) -> data.put(repaired(key), repaired(value)));
    root.put("kind", alert.kind().map(NotificationKind::code).orElse("digest"))
        .put("app_badge", message.unread());
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("well-formed texts are always JSON", e);
    }
  }

  /** A digest of a key that is no topic stands for the same alerts. */
  private String topic() {
    String key = message.collapseKey();
    if (TOPIC.matcher(key).matches()) {
      return key;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static int ttlSeconds(Duration ttl) {
    Duration bounded = ttl.compareTo(MAX_TTL) > 0 ? MAX_TTL : ttl;
    return Math.toIntExact(bounded.plusNanos(999_999_999).toSeconds());
  }
}
