package dev.evenomad.persistence.redis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The era, which all processes read in the database, and which any of them ends. */
final class Eras {

  private static final String READ =
      """
      SELECT name, in_redis, CAST(least(1e9, extract(epoch FROM clock_timestamp() - since)) * 1000
          AS bigint) FROM redis_era
      """;

  // Only one of those who want to end an era does.
  private static final String BEGIN =
      "UPDATE redis_era SET name = ?, in_redis = ?, since = clock_timestamp() WHERE name = ?";

  private final DataSource dataSource;

  Eras(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Era current() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(READ);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return new Era(row.getString(1), row.getBoolean(2), Duration.ofMillis(row.getLong(3)));
      }
    }
  }

  /** Begins another one, unless somebody did already. */
  void end(Era era, String name, boolean inRedis) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
        statement.setString(1, name);
        statement.setBoolean(2, inRedis);
        statement.setString(3, era.name());
        statement.executeUpdate();
      }
    }
  }
}
