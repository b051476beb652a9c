package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.database.NewDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a database does of the simplest there is: one row by its key, each on its own connection.
 */
public final class BareDatabase {

  private static final Duration TIME = Duration.ofSeconds(5);

  private BareDatabase() {}

  /** How many rows are changed a second, each committed by itself. */
  public static double updatesPerSecond(String jdbcUrl, int connections)
      throws InterruptedException, ExecutionException {
    return perSecond(jdbcUrl, connections, "UPDATE bare SET n = n + 1 WHERE id = ?");
  }

  /** How many rows are read a second, each in a transaction of its own. */
  public static double selectsPerSecond(String jdbcUrl, int connections)
      throws InterruptedException, ExecutionException {
    return perSecond(jdbcUrl, connections, "SELECT n FROM bare WHERE id = ?");
  }

  private static double perSecond(String jdbcUrl, int connections, String sql)
      throws InterruptedException, ExecutionException {
    new NewDatabase(jdbcUrl)
        .execute(
            "CREATE TABLE IF NOT EXISTS bare (id int PRIMARY KEY, n bigint NOT NULL)",
            "INSERT INTO bare SELECT i, 0 FROM generate_series(1, 100) AS i"
                + " ON CONFLICT DO NOTHING");
    long done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 1; i <= connections; i++) {
        int row = i;
        running.add(threads.submit(() -> repeat(jdbcUrl, sql, row)));
      }
      for (Future<Long> one : running) {
        done += one.get();
      }
    }
    return done / (TIME.toNanos() / 1e9);
  }

  private static long repeat(String jdbcUrl, String sql, int row) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      statement.setInt(1, row);
      long done = 0;
      for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
        statement.execute();
        connection.commit();
        done++;
      }
      return done;
    }
  }
}
