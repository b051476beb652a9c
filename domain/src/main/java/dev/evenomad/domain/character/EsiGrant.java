package dev.evenomad.domain.character;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pilot's permission to read one character's data at ESI. Its state decides what it holds: only a
 * {@link Valid} one has tokens to use.
 */
public sealed interface EsiGrant {

  /** What the pilot agreed to, kept when the tokens are gone. */
  Scopes scopes();

  /** Whether data that needs those scopes can be read: in force, and none of them is missing. */
  default boolean covers(Scopes needed) {
    return this instanceof Valid && scopes().include(needed);
  }

  /** The refresh token, by which the grant can be ended at EVE; empty if it is forgotten. */
  default Optional<SealedToken> heldRefreshToken() {
    return switch (this) {
      case Valid valid -> Optional.of(valid.refreshToken());
      case Quarantined aside -> Optional.of(aside.refreshToken());
      case NeedsReauthorization lost -> Optional.empty();
    };
  }

  /**
   * In force.
   *
   * @param accessExpiresAt when EVE stops accepting the access token, some 20 minutes after it was
   *     issued
   */
  record Valid(
      SealedToken accessToken, SealedToken refreshToken, Instant accessExpiresAt, Scopes scopes)
      implements EsiGrant {

    /** Whether the access token still lives {@code margin} after {@code now}. */
    public boolean freshFor(Duration margin, Instant now) {
      return accessExpiresAt.isAfter(now.plus(margin));
    }
  }

  /**
   * EVE refused the refresh token for good (revoked, replaced, or the password changed), or never
   * gave one, because the pilot agreed to no scopes. The pilot has to sign in again.
   *
   * @param since when we learned it
   */
  record NeedsReauthorization(Scopes scopes, Instant since) implements EsiGrant {}

  /**
   * Something about the tokens contradicts what EVE promises; not used until somebody looked at it
   * or the pilot signed in again.
   */
  record Quarantined(
      SealedToken accessToken, SealedToken refreshToken, Instant accessExpiresAt, Scopes scopes)
      implements EsiGrant {}
}
