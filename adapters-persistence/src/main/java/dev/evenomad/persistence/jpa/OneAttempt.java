package dev.evenomad.persistence.jpa;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Has EclipseLink report at once that a statement found no connection. By itself it tries three
 * times more and pauses for five seconds in between, while the pool has waited for its time already
 * and whoever asked is still there. Public because EclipseLink instantiates it.
 */
public final class OneAttempt implements SessionCustomizer {

  /** For EclipseLink. */
  public OneAttempt() {}

  @Override
  public void customize(Session session) {
    ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
  }
}
