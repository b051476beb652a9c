package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import java.util.Optional;

/**
 * A bearer token that was issued by us and has not expired, and what it says. It still needs a
 * session that it acts for.
 *
 * @param token the token itself
 * @param user whom it was issued to
 * @param session which session it belongs to; empty if it does not say, as those of the original
 *     backend
 */
public record GenuineToken(Secret token, UserId user, Optional<SessionId> session) {}
