package dev.evenomad.bootstrap.sandbox.webpush;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A browser that has subscribed, with the keys that a real one keeps to itself. Immutable. */
public final class Browser {

  private static final int AUTH_BYTES = 16;

  private final String id = UUID.randomUUID().toString();
  private final Optional<String> applicationServerKey;
  private final byte[] point;
  private final byte[] auth;
  private final Decryption decryption;

  private Browser(KeyPair keys, byte[] auth, Optional<String> applicationServerKey) {
    this.applicationServerKey = applicationServerKey;
    this.point = P256.point((ECPublicKey) keys.getPublic());
    this.auth = auth;
    this.decryption = new Decryption((ECPrivateKey) keys.getPrivate(), point, auth);
  }

  static Browser subscribing(Optional<String> applicationServerKey, SecureRandom random) {
    var auth = new byte[AUTH_BYTES];
    random.nextBytes(auth);
    return new Browser(P256.generate(), auth, applicationServerKey);
  }

  /** The last part of its endpoint. */
  public String id() {
    return id;
  }

  /** The VAPID key from which alone it takes messages; empty for any. */
  Optional<String> applicationServerKey() {
    return applicationServerKey;
  }

  /**
   * What {@code PushSubscription.toJSON()} says in it.
   *
   * @param service the push service, without a slash at the end
   */
  public Map<String, Object> subscription(URI service) {
    var keys = new LinkedHashMap<String, String>();
    keys.put("p256dh", base64url(point));
    keys.put("auth", base64url(auth));
    var subscription = new LinkedHashMap<String, Object>();
    subscription.put("endpoint", service + "/push/" + id);
    subscription.put("keys", keys);
    return subscription;
  }

  /** The subscription as the push token of a device. */
  public String pushToken(URI service) {
    return new String(Json.write(subscription(service)), StandardCharsets.UTF_8);
  }

  /**
   * What was written to it.
   *
   * @throws GeneralSecurityException if it was not encrypted for it
   */
  byte[] open(byte[] body) throws GeneralSecurityException {
    return decryption.open(body);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
