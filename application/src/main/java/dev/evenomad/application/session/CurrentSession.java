package dev.evenomad.application.session;

import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.session.TokenIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What the bearer of a session token can do with the session: be recognized, renew the token, tell
 * the device, and sign out. Thread-safe.
 */
public final class CurrentSession {

  private final Sessions sessions;
  private final TokenIssuer issuer;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public CurrentSession(
      Sessions sessions, TokenIssuer issuer, Transactions transactions, Clock clock) {
    this.sessions = sessions;
    this.issuer = issuer;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The session that {@code token} acts for; empty if it was ended, renewed or has expired. */
  public Optional<Session> authenticate(SessionId id, Secret token) {
    Instant now = clock.instant();
    return sessions.find(id).filter(session -> session.admits(token.digest(), now));
  }

  /**
   * As {@link #authenticate(SessionId, Secret)}, for a token that does not name its session: those
   * that the original backend issued, until they expire or are renewed.
   */
  public Optional<Session> authenticate(Secret token) {
    Instant now = clock.instant();
    return sessions
        .findByToken(token.digest())
        .filter(session -> session.admits(token.digest(), now));
  }

  /**
   * A new token for another full lifetime; the old one is dead from then on.
   *
   * @return empty if {@code token} no longer acts for the session
   */
  public Optional<OpenedSession> refresh(SessionId id, Secret token) {
    return transactions.call(
        () -> {
          Instant now = clock.instant();
          return authenticate(id, token)
              .map(
                  session -> {
                    Secret renewed =
                        issuer.issue(id, session.user(), now, now.plus(Session.LIFETIME));
                    Session refreshed = session.refreshed(renewed.digest(), now);
                    sessions.save(refreshed);
                    return new OpenedSession(id, session.user(), renewed, refreshed.expiresAt());
                  });
        });
  }

  /**
   * Tells on which device the session is; a push token moves here from any other session.
   *
   * @return whether the session is still open
   */
  public boolean useDevice(SessionId id, Device device) {
    return transactions.call(
        () -> {
          Instant now = clock.instant();
          Optional<Session> session =
              sessions.find(id).filter(open -> open.expiresAt().isAfter(now));
          session.map(open -> open.onDevice(Optional.of(device))).ifPresent(sessions::save);
          return session.isPresent();
        });
  }

  /** Ends the session. Nothing happens if it has ended. */
  public void signOut(SessionId id) {
    sessions.remove(id);
  }
}
