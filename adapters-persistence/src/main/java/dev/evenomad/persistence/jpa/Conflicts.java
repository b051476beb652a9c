package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.ConflictException;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells the failures that mean «another writer got in the way» from all others. What EclipseLink
 * and the driver said is not kept as a cause: it may quote the values of the row.
 */
final class Conflicts {

  /** unique_violation, foreign_key_violation, serialization_failure, deadlock_detected. */
  private static final Set<String> SQL_STATES = Set.of("23505", "23503", "40001", "40P01");

  /** Of feature_not_supported, that which says that a prepared statement has other columns now. */
  private static final String STALE_STATEMENT = "RevalidateCachedQuery";

  private Conflicts() {}

  static Optional<ConflictException> in(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConflictException conflict) {
        return Optional.of(conflict);
      }
      if (cause instanceof OptimisticLockException) {
        return Optional.of(new ConflictException("another writer changed the record meanwhile"));
      }
      if (cause instanceof EntityExistsException) {
        return Optional.of(new ConflictException("there is a record with that id already"));
      }
      if (cause instanceof SQLException sql) {
        return in(sql);
      }
    }
    return Optional.empty();
  }

  private static Optional<ConflictException> in(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      if (SQL_STATES.contains(String.valueOf(e.getSQLState()))) {
        return Optional.of(
            new ConflictException(
                "PostgreSQL refused it with SQLSTATE " + e.getSQLState() + constraintOf(e)));
      }
      if (isStale(e)) {
        return Optional.of(new ConflictException("a newer version changed the table meanwhile"));
      }
    }
    return Optional.empty();
  }

  /** The driver prepares it anew when it is tried again. */
  private static boolean isStale(SQLException e) {
    return e instanceof PSQLException psql
        && psql.getServerErrorMessage() != null
        && STALE_STATEMENT.equals(psql.getServerErrorMessage().getRoutine());
  }

  private static String constraintOf(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    return message == null || message.getConstraint() == null
        ? ""
        : " for " + message.getConstraint();
  }
}
