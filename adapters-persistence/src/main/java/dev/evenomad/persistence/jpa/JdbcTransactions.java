package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

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
   * Runs {@code action} on this thread once what is being written now is committed: at once if
   * there is no transaction, and never if it fails. The action must not throw.
   */
  void afterCommit(Runnable action);

  /** Work on a connection. */
  @FunctionalInterface
  interface SqlWork<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException;
  }
}
