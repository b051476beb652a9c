package dev.evenomad.push.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.session.PushToken;
import java.net.URI;
import java.util.Base64;

/**
 * Where and for whom a browser takes pushes: what its {@code PushSubscription.toJSON()} says. Not
 * shown: whoever has it can write to the pilot.
 */
final class Subscription {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int POINT_BYTES = 65;
  private static final byte UNCOMPRESSED = 4;
  private static final int AUTH_BYTES = 16;

  private final URI endpoint;
  private final URI origin;
  private final byte[] key;
  private final byte[] auth;

  private Subscription(URI endpoint, byte[] key, byte[] auth) {
    this.endpoint = endpoint;
    this.origin = Origin.of(endpoint);
    this.key = key;
    this.auth = auth;
  }

  /**
   * Reads the subscription that {@code token} is.
   *
   * @throws IllegalArgumentException if it is none; never with a part of it
   */
  static Subscription parse(PushToken token) {
    JsonNode json;
    try {
      json = JSON.readTree(token.value());
    } catch (JsonProcessingException e) {
      // Neither its message nor the exception itself: both quote the token.
      throw refused("not JSON");
    }
    byte[] key = bytes(json, "p256dh", POINT_BYTES);
    requireOnCurve(key);
    return new Subscription(endpoint(json), key, bytes(json, "auth", AUTH_BYTES));
  }

  private static URI endpoint(JsonNode json) {
    try {
      return URI.create(json.path("endpoint").asText());
    } catch (IllegalArgumentException e) {
      throw refused("its endpoint is no URL");
    }
  }

  private static byte[] bytes(JsonNode json, String name, int length) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(json.path("keys").path(name).asText());
      if (bytes.length == length) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the value.
    }
    throw refused("its " + name + " is not " + length + " bytes in base64url");
  }

  private static void requireOnCurve(byte[] point) {
    try {
      if (point[0] == UNCOMPRESSED && VapidKey.P256.getCurve().decodePoint(point).isValid()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw refused("its p256dh is not a point of the curve P-256");
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the token is not a browser's subscription: " + why);
  }

  /** Where to post. */
  URI endpoint() {
    return endpoint;
  }

  /** Whom to post to: the push service. */
  URI origin() {
    return origin;
  }

  /** The browser's public key, an uncompressed point. */
  byte[] key() {
    return key.clone();
  }

  /** The secret that the browser shares with those who may write to it. */
  byte[] auth() {
    return auth.clone();
  }

  @Override
  public String toString() {
    return "Subscription[" + origin + "]";
  }
}
