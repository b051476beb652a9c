package dev.evenomad.http.session;

import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Where an account is signed in.
 *
 * @param sessions that are open, the newest first
 */
@Serdeable.Serializable
@Schema(name = "Sessions")
record SessionsView(List<SessionView> sessions) {

  static SessionsView of(List<Session> sessions, SessionId current) {
    return new SessionsView(
        sessions.stream()
            .map(session -> SessionView.of(session, session.id().equals(current)))
            .toList());
  }
}
