package dev.evenomad.application.session;

import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.Session.Replaced;
import dev.evenomad.domain.session.Session.Standing;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.session.TokenIssuer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bearer of a session token can do with the session: be recognized, renew the token, and
 * tell the device. Whoever presents a token that was replaced more than {@link Session#GRACE} ago
 * ends the session by it, for everybody who has a token of it. Thread-safe.
 */
public final class CurrentSession {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentSession.class);

  private static final Set<Standing> ACTING = EnumSet.of(Standing.CURRENT);
  private static final Set<Standing> RENEWING =
      EnumSet.of(Standing.CURRENT, Standing.JUST_REPLACED);

  private final Sessions sessions;
  private final TokenIssuer issuer;
  private final Transactions transactions;
  private final LastUses lastUses;
  private final Clock clock;

  /**
   * Over these ports.
   *
   * @param background runs what no caller shall wait for
   */
  public CurrentSession(
      Sessions sessions,
      TokenIssuer issuer,
      Transactions transactions,
      Executor background,
      Clock clock) {
    this.sessions = sessions;
    this.issuer = issuer;
    this.transactions = transactions;
    this.lastUses = new LastUses(sessions, background);
    this.clock = clock;
  }

  /** The session that {@code token} acts for; empty if it was ended, renewed or has expired. */
  public Optional<Session> authenticate(GenuineToken token) {
    return recognize(token, ACTING);
  }

  /**
   * As {@link #authenticate}, also for a token that was replaced just now: good for {@link
   * #refresh} and nothing else.
   */
  public Optional<Session> authenticateToRefresh(GenuineToken token) {
    return recognize(token, RENEWING);
  }

  /**
   * A new token for another full lifetime, which replaces {@code token}. Whoever asks with a token
   * that was replaced just now gets the one that replaced it once more: so an answer may get lost,
   * and all who ask at once get the same.
   *
   * @return empty if {@code token} no longer acts for the session
   */
  public Optional<OpenedSession> refresh(GenuineToken token) {
    return transactions.call(
        () -> recognize(token, RENEWING).map(session -> renewed(session, token.token().digest())));
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

  private Optional<Session> recognize(GenuineToken token, Set<Standing> enough) {
    Instant now = clock.instant();
    SecretDigest digest = token.token().digest();
    return token
        .session()
        .map(sessions::find)
        .orElseGet(() -> sessions.findByToken(digest))
        .filter(session -> session.user().equals(token.user()))
        .filter(session -> passes(session, session.standing(digest, now), enough, now));
  }

  private boolean passes(Session session, Standing standing, Set<Standing> enough, Instant now) {
    if (enough.contains(standing)) {
      lastUses.note(session, now);
      return true;
    }
    if (standing == Standing.REPLAYED && sessions.remove(session.user(), session.id())) {
      LOG.warn(
          "a replaced token of session {} of user {} was presented: the session is ended",
          session.id(),
          session.user());
    }
    return false;
  }

  private OpenedSession renewed(Session session, SecretDigest presented) {
    return session
        .replaced()
        .filter(before -> before.token().equals(presented))
        .map(before -> opened(session, issue(session, before)))
        // Servers sign with different keys while these rotate.
        .filter(again -> again.token().digest().equals(session.token()))
        .orElseGet(() -> rotated(session));
  }

  private OpenedSession rotated(Session session) {
    // As exact as every store keeps it, so that the token can be issued once more.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Secret next = issue(session, new Replaced(session.token(), now));
    Session refreshed = session.refreshed(next.digest(), now);
    sessions.save(refreshed);
    return opened(refreshed, next);
  }

  private Secret issue(Session session, Replaced before) {
    return issuer.issue(
        session.id(),
        session.user(),
        before.at(),
        before.at().plus(Session.LIFETIME),
        Optional.of(before.token()));
  }

  private static OpenedSession opened(Session session, Secret token) {
    return new OpenedSession(session.id(), session.user(), token, session.expiresAt());
  }
}
