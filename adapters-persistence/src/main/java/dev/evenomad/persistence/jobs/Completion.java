package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Urgency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Says in db-scheduler's table what becomes of work that was done. Its own operations know nothing
 * of plans that were made meanwhile. Each statement is atomic, and does nothing if another engine
 * has taken over; the word of that one counts.
 */
final class Completion {

  private static final String THE_SAME =
      " WHERE task_name = ? AND task_instance = ? AND version = ?";
  private static final String REMOVE =
      "DELETE FROM scheduled_tasks" + THE_SAME + " AND replanned_for IS NULL";
  private static final String AGAIN =
      "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL, priority"
          + " = CASE WHEN replanned_for <= coalesce(?::timestamptz, 'infinity') THEN priority ELSE"
          + " coalesce(?::smallint, priority) END, execution_time = LEAST(?, replanned_for),"
          + " replanned_for = NULL, last_success = coalesce(?, last_success), last_failure ="
          + " coalesce(?, last_failure), consecutive_failures = ?, version = version + 1"
          + THE_SAME
          + " AND coalesce(?, replanned_for) IS NOT NULL RETURNING execution_time";

  private static final String HAND_BACK =
      "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
          + " replanned_for = NULL, version = version + 1 WHERE picked_by = ?"
          + " AND last_heartbeat IS NOT NULL";

  private final DataSource dataSource;
  private final String engine;
  private final Consumer<Instant> planned;

  /**
   * Over that database.
   *
   * @param engine the name of the one that does the work
   * @param planned told when work is done again
   */
  Completion(DataSource dataSource, String engine, Consumer<Instant> planned) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.planned = planned;
  }

  /** It was done and is done again at {@code next}, or when it was planned for meanwhile. */
  void again(Execution work, Instant done, Next.At next) {
    execute(connection -> again(connection, work, done, null, 0, next));
  }

  /** It failed and is tried again at {@code next}, or when it was planned for meanwhile. */
  void failed(Execution work, Instant done, Instant next) {
    int failures = work.consecutiveFailures + 1;
    execute(connection -> again(connection, work, null, done, failures, new Next.At(next)));
  }

  /** It was done for good, unless it was planned meanwhile. */
  void over(Execution work, Instant done) {
    execute(
        connection -> {
          // Between the two a plan may come or go. If that happens twice, nothing is lost: what
          // nobody ends is taken for a dead engine's.
          for (int i = 0; i < 2; i++) {
            if (remove(connection, work)) {
              return Optional.empty();
            }
            Optional<Instant> next = again(connection, work, done, null, 0, null);
            if (next.isPresent()) {
              return next;
            }
          }
          return Optional.empty();
        });
  }

  /** Everything that this engine is at is left to others; answers how much that is. */
  int handBack() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HAND_BACK)) {
      statement.setString(1, engine);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static boolean remove(Connection connection, Execution work) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      theSame(statement, 1, work);
      return statement.executeUpdate() > 0;
    }
  }

  private static Optional<Instant> again(
      Connection connection,
      Execution work,
      @Nullable Instant success,
      @Nullable Instant failure,
      int failures,
      Next.@Nullable At next)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AGAIN)) {
      Instant at = next == null ? null : next.instant();
      Integer priority = next == null ? null : next.urgency().map(Urgency::priority).orElse(null);
      time(statement, 1, at);
      statement.setObject(2, priority, Types.SMALLINT);
      time(statement, 3, at);
      time(statement, 4, success);
      time(statement, 5, failure);
      statement.setInt(6, failures);
      theSame(statement, 7, work);
      time(statement, 10, at);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
            : Optional.empty();
      }
    }
  }

  private static void theSame(PreparedStatement statement, int first, Execution work)
      throws SQLException {
    statement.setString(first, work.taskInstance.getTaskName());
    statement.setString(first + 1, work.taskInstance.getId());
    statement.setLong(first + 2, work.version);
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(index, time.atOffset(ZoneOffset.UTC));
    }
  }

  private void execute(Statements statements) {
    try (Connection connection = dataSource.getConnection()) {
      statements.on(connection).ifPresent(planned);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("what becomes of due work could not be stored", e);
  }

  /** What is asked of the database. */
  private interface Statements {
    Optional<Instant> on(Connection connection) throws SQLException;
  }
}
