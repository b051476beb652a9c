package dev.evenomad.bootstrap.sandbox.webpush;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The browsers there are, and what they were sent. Thread-safe. */
public final class WebPushService {

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Browser> browsers = new LinkedHashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Journal<WebPushMessage> messages = new Journal<>();

  /**
   * Lets a new browser subscribe.
   *
   * @param applicationServerKey the VAPID key from which alone it takes messages, in base64url;
   *     empty for any
   * @throws Refusal if that is no key
   */
  public synchronized Browser subscribe(Optional<String> applicationServerKey) {
    applicationServerKey.ifPresent(WebPushService::requireKey);
    var browser = Browser.subscribing(applicationServerKey, random);
    browsers.put(browser.id(), browser);
    return browser;
  }

  /**
   * Ends a subscription; messages to it are answered with 410 from now on.
   *
   * @throws Refusal if there is no such browser
   */
  public synchronized void unsubscribe(String id) {
    if (browsers.remove(id) == null) {
      throw Refusal.notFound(
          "there is no browser " + id, "GET /control/push/browsers lists those that subscribe");
    }
    gone.add(id);
  }

  /** The browsers that subscribe, in the order in which they did. */
  public synchronized List<Browser> browsers() {
    return List.copyOf(browsers.values());
  }

  /** What reached the browsers. */
  public Journal<WebPushMessage> messages() {
    return messages;
  }

  /** Forgets browsers and messages. */
  public synchronized void reset() {
    browsers.clear();
    gone.clear();
    messages.clear();
  }

  synchronized Optional<Browser> find(String id) {
    return Optional.ofNullable(browsers.get(id));
  }

  synchronized boolean isGone(String id) {
    return gone.contains(id);
  }

  private static void requireKey(String text) {
    try {
      P256.publicKey(Base64.getUrlDecoder().decode(text));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Refusal.invalid(
          "the applicationServerKey is not a point of P-256 in base64url",
          "take the publicKey that the server tells at GET /v1/push/web-key");
    }
  }
}
