package dev.evenomad.bootstrap.sandbox.fcm;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the simulated FCM remembers and how it treats devices. Thread-safe. */
public final class PushService {

  /** How long an access token of Google's lives. */
  static final Duration ACCESS_TOKEN_LIFE = Duration.ofSeconds(3599);

  private final WorldClock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, PushTokenState> states = new HashMap<>();
  private final Map<String, Instant> accessTokens = new HashMap<>();
  private final Journal<PushMessage> messages = new Journal<>();

  public PushService(WorldClock clock) {
    this.clock = clock;
  }

  /** Lets messages to {@code token} be treated so from now on. */
  public synchronized void treat(String token, PushTokenState state) {
    if (token.isBlank()) {
      throw Refusal.invalid("the push token is blank", "give the token that the device registered");
    }
    states.put(token, state);
  }

  /** How messages to {@code token} are treated; a token nobody has spoken of is valid. */
  public synchronized PushTokenState stateOf(String token) {
    return token.isBlank()
        ? PushTokenState.INVALID
        : states.getOrDefault(token, PushTokenState.VALID);
  }

  /** The tokens somebody has spoken of, in alphabetical order. */
  public synchronized Map<String, PushTokenState> states() {
    return new TreeMap<>(states);
  }

  /** The accepted messages. */
  public Journal<PushMessage> messages() {
    return messages;
  }

  /** Ends every access token that Google has given out, before its time. */
  public synchronized void expireAccessTokens() {
    accessTokens.clear();
  }

  /** Forgets tokens and messages. */
  public synchronized void reset() {
    states.clear();
    accessTokens.clear();
    messages.clear();
  }

  // Google is not part of the game: its tokens live by real time, as its client library does.

  synchronized String issueAccessToken() {
    var bytes = new byte[48];
    random.nextBytes(bytes);
    var token = "ya29.c." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.realInstant();
    accessTokens.values().removeIf(end -> !end.isAfter(now));
    accessTokens.put(token, now.plus(ACCESS_TOKEN_LIFE));
    return token;
  }

  synchronized boolean isAccessToken(String token) {
    return accessTokens.getOrDefault(token, Instant.MIN).isAfter(clock.realInstant());
  }
}
