package dev.evenomad.http.session;

import dev.evenomad.application.session.GenuineToken;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import io.micronaut.http.HttpRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * Who sent a request: a controller's method gets it as an argument of this type.
 *
 * @param session as it was when the request came in
 * @param token the token that the request showed
 */
public record Caller(Session session, GenuineToken token) implements Principal {

  /** Who sent {@code request}; empty if nobody has asked yet, or it needs no session. */
  public static Optional<Caller> of(HttpRequest<?> request) {
    return CallerBinder.of(request);
  }

  /** The account that calls. */
  public UserId user() {
    return session.user();
  }

  /** The session in which it calls. */
  public SessionId sessionId() {
    return session.id();
  }

  @Override
  public String getName() {
    return session.user().value();
  }
}
