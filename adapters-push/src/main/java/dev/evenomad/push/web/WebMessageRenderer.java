package dev.evenomad.push.web;

import static dev.evenomad.domain.text.WellFormedText.repaired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content.Alert;
import dev.evenomad.push.sending.MessageParts;
import java.util.regex.Pattern;

/**
 * One alert in the shape of Declarative Web Push, without its {@code navigate}: where a click leads
 * is the client's business. So it reaches the service worker of every browser.
 */
final class WebMessageRenderer {
  /** Encrypted, it has 103 bytes more; a push service need not take more than 4096. */
  private static final int MAX_BYTES = 3993;

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final PushMessage message;
  private final Alert alert;

  WebMessageRenderer(PushMessage message, Alert alert) {
    this.message = message;
    this.alert = alert;
  }

  WebMessage render() {
    String title = MessageParts.title(alert);
    return MessageParts.body(alert, body -> MessageParts.fits(json(title, body), MAX_BYTES))
        .<WebMessage>map(
            body ->
                new WebMessage.Sendable(
                    json(title, body), MessageParts.ttlSeconds(message), topic()))
        .orElseGet(
            () -> new WebMessage.Refused("the data alone takes more than " + MAX_BYTES + " bytes"));
  }

  private String json(String title, String body) {
    ObjectNode root = MessageParts.object().put("web_push", 8030);
    ObjectNode notification =
        root.putObject("notification")
            .put("title", title)
            .put("body", body)
            .put("tag", repaired(message.collapseKey()));
    MessageParts.putData(message, notification.putObject("data"));
    root.put("kind", MessageParts.subject(alert)).put("app_badge", message.unread());
    return MessageParts.json(root);
  }

  /** A digest of a key that is no topic stands for the same alerts. */
  private String topic() {
    String key = message.collapseKey();
    return TOPIC.matcher(key).matches() ? key : MessageParts.digest(key, MessageParts.TOPIC_BYTES);
  }
}
