package dev.evenomad.application.session;

import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.OneTimeGrant.LoginCode;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.session.TokenIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Turns the code of a completed sign-in into a session. Thread-safe. */
public final class RedeemLoginCode {

  private final OneTimeGrants grants;
  private final Sessions sessions;
  private final TokenIssuer issuer;
  private final Ids ids;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public RedeemLoginCode(
      OneTimeGrants grants,
      Sessions sessions,
      TokenIssuer issuer,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.sessions = sessions;
    this.issuer = issuer;
    this.ids = ids;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Opens a session for whoever began the sign-in. The code is used up, also by a wrong verifier.
   *
   * @param device the device that signs in; empty if it does not say
   * @return empty if the code is unknown, used or expired, or the verifier does not fit; which one
   *     is not told
   */
  public Optional<OpenedSession> redeem(
      Secret code, CodeVerifier verifier, Optional<Device> device) {
    Instant now = clock.instant();
    return transactions.call(
        () ->
            grants
                .take(code.digest(), LoginCode.class, now)
                .filter(login -> login.challenge().isMetBy(verifier))
                .map(login -> open(login, device, now)));
  }

  private OpenedSession open(LoginCode login, Optional<Device> device, Instant now) {
    SessionId id = new SessionId(ids.next());
    Secret token =
        issuer.issue(id, login.user(), now, now.plus(Session.LIFETIME), Optional.empty());
    Session session = Session.open(id, login.user(), token.digest(), device, now);
    sessions.add(session);
    return new OpenedSession(id, login.user(), token, session.expiresAt());
  }
}
