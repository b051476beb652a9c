package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that FCM has accepted.
 *
 * @param name {@code projects/…/messages/…}, as answered to the sender
 * @param targetKind token, fid, topic or condition
 * @param target the token, installation, topic or condition
 * @param message the {@code message} member of the request
 * @param acceptedAt world time
 * @param acceptedAtReal the same moment without the world's offset
 */
public record PushMessage(
    String name,
    String targetKind,
    String target,
    JsonNode message,
    Instant acceptedAt,
    Instant acceptedAtReal) {}
