package dev.evenomad.persistence.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Statements whose plan is made anew each time. PostgreSQL keeps the plan of one that is prepared
 * for good: made while there was hardly anything to do, it is no good when there is a million.
 */
public final class PlannedAnew {

  private PlannedAnew() {}

  /** A statement of PostgreSQL's driver, to be closed. */
  public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return statement;
  }
}
