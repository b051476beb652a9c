package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import java.time.Instant;

/**
 * What an application has in its hands after a player signed in.
 *
 * @param pilot the character
 * @param refreshToken a secret
 * @param accessToken a secret
 * @param expiresAt when ESI no longer accepts the access token
 */
public record Granted(Pilot pilot, String refreshToken, String accessToken, Instant expiresAt) {

  /** Without the tokens. */
  @Override
  public String toString() {
    return "Granted[characterId=%d, expiresAt=%s]".formatted(pilot.characterId(), expiresAt);
  }
}
