package dev.evenomad.application.session;

import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when sessions are used, behind the back of the requests: none waits for it or fails with
 * it, and each session has at most one note on its way. Thread-safe.
 */
final class LastUses {

  private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

  private final Sessions sessions;
  private final Executor background;
  private final Set<SessionId> onTheirWay = ConcurrentHashMap.newKeySet();

  LastUses(Sessions sessions, Executor background) {
    this.sessions = sessions;
    this.background = background;
  }

  /** A session that was just read is used at {@code now}. */
  void note(Session session, Instant now) {
    if (session.isUsedAnew(now) && onTheirWay.add(session.id())) {
      background.execute(() -> store(session.id(), now));
    }
  }

  private void store(SessionId id, Instant now) {
    try {
      sessions.noteUse(id, now);
    } catch (RuntimeException e) {
      LOG.warn("the use of session {} was not noted", id, e);
    } finally {
      onTheirWay.remove(id);
    }
  }
}
