package dev.evenomad.bootstrap.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of a test's own on a server that others use too.
 *
 * @param url in JDBC's form
 */
public record NewDatabase(String url) {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Another empty one. */
  public static NewDatabase on(EmbeddedDatabase server) {
    return on(server, "");
  }

  /**
   * Another empty one.
   *
   * @param options of {@code CREATE DATABASE}
   */
  public static NewDatabase on(EmbeddedDatabase server, String options) {
    String name = "test_" + NUMBERS.incrementAndGet();
    new NewDatabase(server.jdbcUrl()).execute("CREATE DATABASE " + name + " " + options);
    return new NewDatabase(server.jdbcUrl().replace("/postgres?", "/" + name + "?"));
  }

  /** Runs statements. */
  public void execute(String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What a query finds: a line for each row, its values with bars between them. */
  public List<String> query(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
