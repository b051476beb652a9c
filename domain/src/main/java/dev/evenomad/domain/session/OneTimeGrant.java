package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.SecretDigest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is handed out during a sign-in and works exactly once: stored under the digest of
 * the secret that redeems it, until it expires.
 */
public sealed interface OneTimeGrant {

  /** The digest of the secret that redeems it; unique. */
  SecretDigest digest();

  /** From when on it is worth nothing. */
  Instant expiresAt();

  /**
   * A sign-in that went to EVE SSO and has not come back yet. Its secret is the {@code state}.
   *
   * @param redirectUri where the app waits for the outcome
   * @param clientState what the app wants back with it: visible ASCII characters and spaces (RFC
   *     6749, appendix A.5)
   * @param challenge the app's own PKCE challenge
   * @param verifier our PKCE verifier towards EVE
   * @param requested the scopes that were asked for
   * @param linkTo the account that the character is to be added to; empty for a plain sign-in
   */
  record LoginAttempt(
      SecretDigest digest,
      URI redirectUri,
      String clientState,
      CodeChallenge challenge,
      CodeVerifier verifier,
      Scopes requested,
      Optional<UserId> linkTo,
      Instant expiresAt)
      implements OneTimeGrant {
    public LoginAttempt {
      if (!clientState.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("a state is visible ASCII characters and spaces");
      }
    }
  }

  /**
   * The outcome of a sign-in, waiting for the app to fetch its session. Its secret is the code.
   *
   * @param challenge only who can meet it gets the session
   */
  record LoginCode(SecretDigest digest, UserId user, CodeChallenge challenge, Instant expiresAt)
      implements OneTimeGrant {}

  /**
   * The right to add a character to an account by the next sign-in. Its secret is the ticket.
   *
   * @param user the account
   */
  record LinkTicket(SecretDigest digest, UserId user, Instant expiresAt) implements OneTimeGrant {}
}
