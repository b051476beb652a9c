package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Where a pilot is signed in. What ends here has ended on every server, since each looks a session
 * up whenever it is used. Thread-safe.
 */
public final class SignedInDevices {

  private final Sessions sessions;
  private final Clock clock;

  /** Over these ports. */
  public SignedInDevices(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The pilot's open sessions, the newest first. */
  public List<Session> of(UserId user) {
    return sessions.ofUser(user, clock.instant());
  }

  /**
   * Signs one of them out.
   *
   * @return whether there was such a session of this pilot
   */
  public boolean signOut(UserId user, SessionId id) {
    return sessions.remove(user, id);
  }

  /**
   * Signs all of them out.
   *
   * @param except that one stays
   */
  public void signOutAll(UserId user, Optional<SessionId> except) {
    sessions.removeAll(user, except);
  }
}
