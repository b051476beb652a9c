package dev.evenomad.http.auth;

import dev.evenomad.application.session.OpenedSession;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A session's token.
 *
 * @param token to be sent as Authorization: Bearer TOKEN; shown this once
 * @param expiresAt when token and session end, unless the token is renewed before
 * @param userId the account
 */
@Serdeable.Serializable
@Schema(name = "Token")
record TokenView(String token, Instant expiresAt, String userId) {

  static TokenView of(OpenedSession opened) {
    return new TokenView(opened.token().reveal(), opened.expiresAt(), opened.user().value());
  }
}
