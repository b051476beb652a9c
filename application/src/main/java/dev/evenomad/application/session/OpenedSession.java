package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import java.time.Instant;

/**
 * A session and the bearer token that acts for it; the token is shown once and kept nowhere.
 *
 * @param expiresAt when session and token end
 */
public record OpenedSession(SessionId session, UserId user, Secret token, Instant expiresAt) {}
