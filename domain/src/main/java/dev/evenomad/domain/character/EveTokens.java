package dev.evenomad.domain.character;

import dev.evenomad.domain.secret.Secret;
import java.time.Instant;

/**
 * The tokens of one answer of EVE SSO.
 *
 * @param accessToken a signed token that ESI accepts until {@code expiresAt}
 * @param refreshToken for the next access token; may replace the one it was got with
 */
public record EveTokens(Secret accessToken, Secret refreshToken, Instant expiresAt) {

  /** Seals both tokens into a grant of {@code owner}. */
  public EsiGrant.Valid sealWith(TokenVault vault, CharacterId owner, Scopes scopes) {
    return new EsiGrant.Valid(
        vault.seal(owner, TokenField.ACCESS_TOKEN, accessToken),
        vault.seal(owner, TokenField.REFRESH_TOKEN, refreshToken),
        expiresAt,
        scopes);
  }
}
