package dev.evenomad.domain.character;

import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * EVE's single sign-on (OAuth 2.0 with PKCE). Every token that it answers with was validated:
 * signature, issuer, audience, lifetime. Implementations are thread-safe; each call to EVE ends
 * within a bounded time. While EVE fails they may leave it alone for some time and answer that it
 * is unavailable without asking, except where a pilot waits: {@link #exchange} always asks.
 */
public interface EveSso {

  /**
   * Where to send the pilot's browser.
   *
   * @param state unguessable; comes back with the code
   * @param verifier kept until the code is exchanged
   */
  URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes);

  /** Exchanges the code that came back for tokens. A code works once. */
  CodeExchange exchange(Secret code, CodeVerifier verifier);

  /**
   * Asks for a new access token. The answer's refresh token has to be stored before anything else
   * happens, because the old one may be dead.
   */
  TokenRefresh refresh(Secret refreshToken);

  /**
   * Ends the grant of a refresh token at EVE (RFC 7009). An access token that was issued before
   * lives on to its end. To be repeated until EVE has confirmed it, which does no harm.
   */
  Revocation revoke(Secret refreshToken);

  /** What came of exchanging a code. */
  sealed interface CodeExchange {
    /**
     * The pilot is who {@code identity} says.
     *
     * @param tokens empty if the pilot agreed to no scopes: EVE gives no refresh token then, and
     *     there is nothing to read with the access token
     */
    record SignedIn(EveIdentity identity, Optional<EveTokens> tokens) implements CodeExchange {}

    /** EVE did not accept the code: used, too old, or not ours. Start again. */
    record Refused(String why) implements CodeExchange {}

    /** What EVE answered does not hold: wrong signature, issuer, audience or time. */
    record Untrusted(String why) implements CodeExchange {}

    /** EVE could not be reached, failed, or does not accept our client id. Nothing is lost. */
    record Unavailable(String why) implements CodeExchange {}
  }

  /** What came of refreshing a token. */
  sealed interface TokenRefresh {
    /** New tokens, to be stored first. */
    record Refreshed(EveIdentity identity, EveTokens tokens) implements TokenRefresh {}

    /** The grant is gone for good; the pilot has to sign in again. */
    record Revoked(String why) implements TokenRefresh {}

    /** What EVE answered does not hold. */
    record Untrusted(String why) implements TokenRefresh {}

    /** EVE does not accept our client id or secret: our fault, no pilot's. */
    record Misconfigured(String why) implements TokenRefresh {}

    /** EVE could not be reached or failed; whether the token was used up is not known. */
    record Unavailable(String why, Duration retryAfter) implements TokenRefresh {}
  }

  /** What came of ending a grant. */
  sealed interface Revocation {
    /** EVE confirmed that the grant is over, or never knew of it. */
    record Revoked() implements Revocation {}

    /** EVE does not accept our client id or secret; the grant may live on. */
    record Misconfigured(String why) implements Revocation {}

    /** EVE could not be reached or failed; the grant may live on. */
    record Unavailable(String why, Duration retryAfter) implements Revocation {}
  }
}
