package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import java.time.Instant;

/**
 * Makes the bearer tokens of sessions. Implementations are thread-safe; no two tokens are equal,
 * even for the same session in the same second.
 */
@FunctionalInterface
public interface TokenIssuer {

  /** A token that says who {@code session} belongs to and until when it lives. */
  Secret issue(SessionId session, UserId user, Instant issuedAt, Instant expiresAt);
}
