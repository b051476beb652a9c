package dev.evenomad.bootstrap.sandbox.webpush;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that reached a browser, decrypted.
 *
 * @param id as answered to the sender in {@code Location}
 * @param browser whose it is
 * @param payload what its service worker gets; a text node if it is not JSON
 * @param ttlSeconds how long the push service was to keep it
 * @param subject whom the sender's VAPID token names
 * @param acceptedAt world time
 * @param acceptedAtReal the same moment without the world's offset
 */
public record WebPushMessage(
    String id,
    String browser,
    JsonNode payload,
    long ttlSeconds,
    Optional<String> urgency,
    Optional<String> topic,
    String subject,
    Instant acceptedAt,
    Instant acceptedAtReal) {}
