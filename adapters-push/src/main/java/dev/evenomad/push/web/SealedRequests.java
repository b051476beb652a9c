package dev.evenomad.push.web;

import com.interaso.webpush.WebPush.Urgency;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Messages as they are posted: encrypted for the browser, signed for the push service. */
final class SealedRequests {

  /** A day is the most that is allowed. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  /** Long before it ends, so that a clock which was put right does no harm for long. */
  private static final Duration TOKEN_USE = Duration.ofHours(1);

  /** There are a handful of push services; a client may name others. */
  private static final int MAX_TOKENS = 100;

  private record Token(String value, Instant made) {}

  private final com.interaso.webpush.WebPush library;
  private final InstantSource clock;
  private final Map<URI, Token> tokens = new ConcurrentHashMap<>();

  /**
   * @param clock for the age of the tokens that are kept; the library dates them by the system's
   */
  SealedRequests(WebPushSettings settings, InstantSource clock) {
    this.library =
        new com.interaso.webpush.WebPush(settings.subject(), settings.key().forLibrary());
    this.clock = clock;
  }

  HttpRequest.Builder request(Subscription to, WebMessage.Sendable message) {
    byte[] body =
        library.getBody(message.json().getBytes(StandardCharsets.UTF_8), to.key(), to.auth());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to.endpoint()).POST(BodyPublishers.ofByteArray(body));
    library
        .getHeadersWithToken(
            token(to.origin()), message.ttlSeconds(), message.topic(), Urgency.High)
        .forEach(request::setHeader);
    return request;
  }

  private String token(URI origin) {
    Instant now = clock.instant();
    if (tokens.size() >= MAX_TOKENS) {
      tokens.clear();
    }
    return tokens
        .compute(
            origin,
            (audience, kept) ->
                kept != null && isFresh(kept, now)
                    ? kept
                    : new Token(
                        library.getToken(audience.toString(), (int) TOKEN_LIFE.toSeconds()), now))
        .value();
  }

  private static boolean isFresh(Token token, Instant now) {
    return !now.isBefore(token.made()) && now.isBefore(token.made().plus(TOKEN_USE));
  }
}
