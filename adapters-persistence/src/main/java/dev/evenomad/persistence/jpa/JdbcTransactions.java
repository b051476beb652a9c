package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Transactions} that SQL of this module can join which is not about rows. Thread-safe as
 * they are.
 */
public interface JdbcTransactions extends Transactions {

  /**
   * Runs {@code work} on the connection of the running transaction, or in a transaction of its own.
   * The connection is not to be closed, committed or kept.
   */
  <T> T onConnection(SqlWork<T> work);

  /**
   * What a statement answers, {@code row} for each row. It may change something as well.
   *
   * @param values of its parameters, in order; a null needs a cast in the statement
   */
  default <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
    return onConnection(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(row.read(rows));
              }
            }
            return found;
          }
        });
  }

  /**
   * Runs a statement that answers nothing.
   *
   * @param values of its parameters, in order
   * @return how many rows it concerned
   */
  default int update(String sql, @Nullable Object... values) {
    return onConnection(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return statement.executeUpdate();
          }
        });
  }

  private static void fill(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /**
   * Runs {@code action} on this thread once what is being written now is committed: at once if
   * there is no transaction, and never if it fails. The action must not throw.
   */
  void afterCommit(Runnable action);

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    /** What its columns say. */
    T read(ResultSet columns) throws SQLException;
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface SqlWork<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException;
  }
}
