package dev.evenomad.persistence;

import dev.evenomad.persistence.DatabaseState.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks a database what it is. */
final class DatabaseInspection {

  private static final String QUESTION =
      """
      SELECT current_setting('server_version'),
             current_setting('server_version_num')::integer / 10000,
             current_setting('server_encoding'), clock_timestamp()
      """;

  private DatabaseInspection() {}

  /** Empty if it answers in time; else what is wrong, in a sentence without secrets. */
  static Optional<String> check(DataSource dataSource, int seconds) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(seconds)
          ? Optional.empty()
          : Optional.of("the database does not answer in time");
    } catch (SQLException e) {
      return Optional.of("the database cannot be reached: " + firstCause(e).getMessage());
    }
  }

  static DatabaseState of(DataSource dataSource, InstantSource clock) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      // The first one also pays for what comes once.
      statement.execute("SELECT 1");
      Instant asked = clock.instant();
      long began = System.nanoTime();
      try (ResultSet row = statement.executeQuery(QUESTION)) {
        row.next();
        Duration latency = Duration.ofNanos(System.nanoTime() - began);
        Instant there = row.getObject(4, OffsetDateTime.class).toInstant();
        return new DatabaseState.Answers(
            row.getString(1),
            row.getInt(2),
            row.getString(3),
            latency,
            Duration.between(asked.plus(latency.dividedBy(2)), there));
      }
    } catch (SQLException e) {
      SQLException cause = firstCause(e);
      return new DatabaseState.Away(
          reason(cause.getSQLState()), String.valueOf(cause.getMessage()));
    }
  }

  /** What the driver said, not what the pool made of it. */
  private static SQLException firstCause(SQLException e) {
    return e.getCause() instanceof SQLException cause ? firstCause(cause) : e;
  }

  /** By the classes of SQLSTATE: 28 is invalid authorization, 3D invalid catalog name. */
  private static Reason reason(@Nullable String sqlState) {
    if (sqlState != null && sqlState.startsWith("28")) {
      return Reason.NOT_ADMITTED;
    }
    return sqlState != null && sqlState.startsWith("3D")
        ? Reason.NO_SUCH_DATABASE
        : Reason.UNREACHABLE;
  }
}
