package dev.evenomad.push.sending;

import static dev.evenomad.domain.text.Excerpt.longest;
import static dev.evenomad.domain.text.WellFormedText.repaired;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the messages of all push services have in common. Pure functions. */
public final class MessageParts {

  /** What stands for a kind in an alert about several. */
  public static final String DIGEST = "digest";

  /** Of a Web Push topic (RFC 8030, section 5.4), whose 32 characters are all base64url. */
  public static final int TOPIC_BYTES = 24;

  private static final JsonMapper JSON = new JsonMapper();

  /** A title is one line; screens show about a quarter of this. */
  private static final int MAX_TITLE = 160;

  /** No push service takes more bytes. */
  private static final int MAX_LENGTH = 4095;

  private static final Duration MAX_TTL = Duration.ofDays(28);

  private MessageParts() {}

  /** An object to be filled. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** What an alert is about: the code of its kind, or {@link #DIGEST}. */
  public static String subject(Content.Alert alert) {
    return alert.kind().map(NotificationKind::code).orElse(DIGEST);
  }

  /** The title, or as much of its beginning as is one line. */
  public static String title(Content.Alert alert) {
    String whole = repaired(alert.title());
    return longest(whole, MAX_LENGTH, text -> text.length() <= MAX_TITLE).orElse(whole);
  }

  /**
   * The body, or as much of its beginning as {@code fits}.
   *
   * @param fits holds for every text that is shorter than one for which it holds
   * @return empty if nothing of it does
   */
  public static Optional<String> body(Content.Alert alert, Predicate<String> fits) {
    return longest(repaired(alert.body()), MAX_LENGTH, fits);
  }

  /** Puts the data of {@code message} into {@code data}, in the order of the names. */
  public static void putData(PushMessage message, ObjectNode data) {
    new TreeMap<>(message.data()).forEach((key, value) -> data.put(repaired(key), repaired(value)));
  }

  /** How long a message is worth keeping, in whole seconds; at most the four weeks that count. */
  public static int ttlSeconds(PushMessage message) {
    Duration ttl = message.timeToLive();
    Duration bounded = ttl.compareTo(MAX_TTL) > 0 ? MAX_TTL : ttl;
    return Math.toIntExact(bounded.plusNanos(999_999_999).toSeconds());
  }

  /** The beginning of a digest of {@code key}, which stands for the same alerts, in base64url. */
  public static String digest(String key, int bytes) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The text of {@code node}. */
  public static String json(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("well-formed texts are always JSON", e);
    }
  }

  /** Whether {@code json} is no longer than {@code bytes}. */
  public static boolean fits(String json, int bytes) {
    return json.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }
}
