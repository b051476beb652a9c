package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.OutageException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * Tells the failures that mean «the database cannot be reached, or has no room» from all others.
 * What EclipseLink says of them is not kept as a cause: it quotes the values of the statement.
 */
final class Outages {

  private Outages() {}

  /** What is to be thrown for {@code failure}: itself, if it is no outage. */
  static RuntimeException orElse(RuntimeException failure) {
    return in(failure).<RuntimeException>map(outage -> outage).orElse(failure);
  }

  /** What is to be thrown for {@code failure}, with {@code message} if it is no outage. */
  static RuntimeException orElse(SQLException failure, String message) {
    return orElse(new IllegalStateException(message, failure));
  }

  private static Optional<OutageException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutageException outage) {
        return Optional.of(outage);
      }
      if (cause instanceof SQLException sql && isOutage(sql)) {
        return Optional.of(new OutageException("PostgreSQL cannot be used now", sql));
      }
    }
    return Optional.empty();
  }

  private static boolean isOutage(SQLException e) {
    if (e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException) {
      return true; // The pool's: no connection in time.
    }
    String state = e.getSQLState();
    // connection_exception, insufficient_resources; admin_shutdown and its kin.
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }
}
