package dev.evenomad.bootstrap.security;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All rows of a database, as one looks at them from outside, but for what is written without
 * anybody having changed anything: plans of work, caches, and counters. Not thread-safe.
 */
final class Rows implements AutoCloseable {

  /** What is in these tables comes and goes by itself. */
  private static final Pattern NOT_COUNTED =
      Pattern.compile(
          "scheduled_tasks|lease|budget|cached_data|redis_era|flyway_.*"
              + "|.*(rate|limit|bucket|idempot|heartbeat).*");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Connection connection;

  Rows(String jdbcUrl) {
    try {
      this.connection = DriverManager.getConnection(jdbcUrl);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How much has been written: as long as it stays, not a row has changed. */
  String position() {
    return query("SELECT pg_current_wal_insert_lsn()").getFirst();
  }

  /** All that counts: the name of a table and the row as JSON, one line each. */
  SortedSet<String> all() {
    String everything =
        query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").stream()
            .filter(table -> !NOT_COUNTED.matcher(table).matches())
            .map(table -> "SELECT '%1$s ' || to_jsonb(t)::text FROM \"%1$s\" t".formatted(table))
            .collect(Collectors.joining(" UNION ALL "));
    return new TreeSet<>(query(everything));
  }

  /** What is not the same: lines that are gone, and new ones. */
  static List<String> changes(Set<String> before, Set<String> after) {
    List<String> changes = new ArrayList<>();
    before.stream().filter(row -> !after.contains(row)).forEach(row -> changes.add("- " + row));
    after.stream().filter(row -> !before.contains(row)).forEach(row -> changes.add("+ " + row));
    return changes;
  }

  /** Waits until the servers have done everything that is due at that time. */
  void awaitQuiet(Instant now) {
    await("nothing is due or being done")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .until(
            () ->
                query(
                        "SELECT 1 FROM scheduled_tasks WHERE picked OR execution_time <= '%s' LIMIT 1"
                            .formatted(now))
                    .isEmpty());
  }

  /** The first column. */
  List<String> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (found.next()) {
        lines.add(found.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
