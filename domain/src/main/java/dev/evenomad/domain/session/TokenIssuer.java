package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the bearer tokens of sessions. The same arguments give the same token in every process that
 * has the same keys, so that a token whose answer was lost can be issued once more although only
 * its digest is stored. Implementations are thread-safe.
 */
@FunctionalInterface
public interface TokenIssuer {

  /**
   * A token that says who {@code session} belongs to and until when it lives.
   *
   * @param replaced the token in whose place it comes: successors of different tokens differ, even
   *     in the same second; empty for the first one of a session
   */
  Secret issue(
      SessionId session,
      UserId user,
      Instant issuedAt,
      Instant expiresAt,
      Optional<SecretDigest> replaced);
}
