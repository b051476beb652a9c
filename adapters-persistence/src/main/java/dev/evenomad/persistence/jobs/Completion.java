package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.batch.JdbcValues;
import dev.evenomad.persistence.batch.PlannedAnew;
import dev.evenomad.persistence.batch.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Says in db-scheduler's table what becomes of work that was done, of all that ended meanwhile by
 * one statement. Its own operations know nothing of plans that were made while work was done. What
 * another engine has taken over stays as it is; the word of that one counts. Thread-safe.
 */
final class Completion {

  private static final String STORE =
      """
      WITH done AS (
        SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::smallint[],
            ?::timestamptz[], ?::timestamptz[], ?::int[])
          AS done (task_name, task_instance, version, next, priority, success, failure, failures)
      ), gone AS (
        DELETE FROM scheduled_tasks AS plan USING done
         WHERE plan.task_name = done.task_name AND plan.task_instance = done.task_instance
           AND plan.version = done.version
           AND done.next IS NULL AND plan.replanned_for IS NULL
        RETURNING plan.task_name, plan.task_instance, NULL::timestamptz AS execution_time
      ), again AS (
        UPDATE scheduled_tasks AS plan
           SET picked = false, picked_by = NULL, last_heartbeat = NULL,
               priority = CASE WHEN plan.replanned_for <= coalesce(done.next, 'infinity')
                 THEN plan.priority ELSE coalesce(done.priority, plan.priority) END,
               execution_time = LEAST(done.next, plan.replanned_for), replanned_for = NULL,
               last_success = coalesce(done.success, plan.last_success),
               last_failure = coalesce(done.failure, plan.last_failure),
               consecutive_failures = done.failures, version = plan.version + 1
          FROM done
         WHERE plan.task_name = done.task_name AND plan.task_instance = done.task_instance
           AND plan.version = done.version
           AND coalesce(done.next, plan.replanned_for) IS NOT NULL
        RETURNING plan.task_name, plan.task_instance, plan.execution_time
      )
      SELECT * FROM gone UNION ALL SELECT * FROM again
      """;

  private static final String HAND_BACK =
      "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
          + " replanned_for = NULL, version = version + 1 WHERE picked_by = ?"
          + " AND last_heartbeat IS NOT NULL";

  private final DataSource dataSource;
  private final String engine;
  private final Consumer<Instant> planned;
  private final Together<Done, Boolean> together = new Together<>(this::store);

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

  /** It was done for good, unless it was planned meanwhile. */
  void over(Execution work, Instant at) {
    together.add(
        new Done(work, Optional.empty(), Optional.empty(), Optional.of(at), Optional.empty(), 0));
  }

  /** It was done and is done again at {@code next}, or when it was planned for meanwhile. */
  void again(Execution work, Instant at, Next.At next) {
    together.add(
        new Done(
            work,
            Optional.of(next.instant()),
            next.urgency(),
            Optional.of(at),
            Optional.empty(),
            0));
  }

  /** It failed and is tried again at {@code next}, or when it was planned for meanwhile. */
  void failed(Execution work, Instant at, Instant next) {
    together.add(
        new Done(
            work,
            Optional.of(next),
            Optional.empty(),
            Optional.empty(),
            Optional.of(at),
            work.consecutiveFailures + 1));
  }

  /** Answers of which something was stored; what another engine has taken over is its matter. */
  private List<Boolean> store(List<Done> all) {
    try (Connection connection = dataSource.getConnection()) {
      List<Done> left = store(connection, all);
      // Planned at that very moment, or taken over, in which case nothing is stored again.
      Set<Done> lost = left.isEmpty() ? Set.of() : new HashSet<>(store(connection, left));
      return all.stream().map(done -> !lost.contains(done)).toList();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Answers of what nothing was stored. */
  private List<Done> store(Connection connection, List<Done> all) throws SQLException {
    Set<TaskName> stored = new HashSet<>();
    try (PreparedStatement statement = PlannedAnew.prepare(connection, STORE)) {
      statement.setArray(1, JdbcValues.array(connection, "text", all, done -> done.name().task()));
      statement.setArray(
          2, JdbcValues.array(connection, "text", all, done -> done.name().instance()));
      statement.setArray(3, JdbcValues.array(connection, "int8", all, done -> done.work.version));
      statement.setArray(
          4, JdbcValues.array(connection, "timestamptz", all, done -> JdbcValues.text(done.next)));
      statement.setArray(
          5,
          JdbcValues.array(
              connection, "int4", all, done -> done.urgency.map(Urgency::priority).orElse(null)));
      statement.setArray(
          6,
          JdbcValues.array(connection, "timestamptz", all, done -> JdbcValues.text(done.success)));
      statement.setArray(
          7,
          JdbcValues.array(connection, "timestamptz", all, done -> JdbcValues.text(done.failure)));
      statement.setArray(8, JdbcValues.array(connection, "int4", all, done -> done.failures));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.add(new TaskName(rows.getString(1), rows.getString(2)));
          OffsetDateTime next = rows.getObject(3, OffsetDateTime.class);
          if (next != null) {
            planned.accept(next.toInstant());
          }
        }
      }
    }
    return all.stream().filter(done -> !stored.contains(done.name())).toList();
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

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("what becomes of due work could not be stored", e);
  }

  /**
   * Work that was done.
   *
   * @param next when it is done again; empty if it is over
   * @param urgency of that; empty: as it was
   */
  private record Done(
      Execution work,
      Optional<Instant> next,
      Optional<Urgency> urgency,
      Optional<Instant> success,
      Optional<Instant> failure,
      int failures) {

    TaskName name() {
      return new TaskName(work.taskInstance.getTaskName(), work.taskInstance.getId());
    }
  }
}
