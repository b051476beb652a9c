package dev.evenomad.persistence.jobs;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.batch.JdbcValues;
import dev.evenomad.persistence.jobs.Turns.Had;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Which due work is begun next: of each lane as much as it has room for, the oldest first, but with
 * accounts taking turns where somebody waits. One statement picks it, and passes over what another
 * process is picking at the same moment. If nothing more is due, another one looks when something
 * will be.
 */
final class PickDue extends PostgreSqlJdbcCustomization {

  /** How far to look for accounts that wait behind one that has much waiting. */
  private static final int FAIR = 200;

  /**
   * The planner guesses badly how much of a lane is looked at, and reads the whole table, or sorts
   * all that is due, for the sake of a few rows. Without these it is left with the lanes' index.
   */
  private static final String BY_INDEX =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off";

  private static final String PICK =
      """
      WITH lane AS (
        SELECT * FROM unnest(?::text[], ?::smallint[], ?::int[], ?::int[])
          AS lane (task_name, priority, room, look)
      ), served AS (
        SELECT concat_ws(' ', task_name, priority, owner) AS whose, turns
          FROM unnest(?::text[], ?::smallint[], ?::text[], ?::int[])
            AS served (task_name, priority, owner, turns)
      ), candidate AS (
        SELECT due.*, lane.room,
               row_number() OVER (PARTITION BY due.task_name, due.priority,
                 coalesce(due.owner, due.task_instance) ORDER BY due.execution_time) AS turn
          FROM lane CROSS JOIN LATERAL (
            SELECT plan.ctid AS spot, plan.task_name, plan.task_instance, plan.priority,
                   plan.execution_time, plan.owner
              FROM scheduled_tasks AS plan
             WHERE plan.task_name = lane.task_name AND plan.priority = lane.priority
               AND NOT plan.picked AND plan.execution_time <= ?
             ORDER BY plan.execution_time
             LIMIT lane.look) AS due
      ), ranked AS (
        SELECT spot, room,
               row_number() OVER (PARTITION BY task_name, priority
                 ORDER BY turn + coalesce(turns, 0), execution_time) AS place
          FROM candidate LEFT JOIN served
            ON served.whose = concat_ws(' ', task_name, priority, owner)
      ), chosen AS (
        SELECT plan.ctid AS spot FROM scheduled_tasks AS plan
         WHERE plan.ctid = ANY (ARRAY(SELECT spot FROM ranked WHERE place <= room))
           AND NOT plan.picked
           FOR UPDATE SKIP LOCKED
      )
      UPDATE scheduled_tasks AS plan
         SET picked = true, picked_by = ?, last_heartbeat = ?, version = plan.version + 1
       WHERE plan.ctid = ANY (ARRAY(SELECT spot FROM chosen))
      RETURNING plan.task_name, plan.task_instance, plan.priority, plan.owner, plan.execution_time,
                plan.picked_by, plan.last_success, plan.last_failure, plan.consecutive_failures,
                plan.last_heartbeat, plan.version
      """;

  private static final String NEXT =
      """
      SELECT min(next.execution_time) AS earliest
        FROM unnest(?::text[], ?::smallint[]) AS lane (task_name, priority)
       CROSS JOIN LATERAL (
         SELECT plan.execution_time FROM scheduled_tasks AS plan
          WHERE plan.task_name = lane.task_name AND plan.priority = lane.priority
            AND NOT plan.picked AND plan.execution_time > ?
          ORDER BY plan.execution_time LIMIT 1) AS next
      """;

  private final DataSource dataSource;
  private final Slots slots;
  private final Workload workload;
  private final Turns turns = new Turns();
  private final Consumer<Instant> alarm;

  /**
   * Picks.
   *
   * @param workload told what was picked
   * @param alarm told when something will be due, if it is known
   */
  PickDue(DataSource dataSource, Slots slots, Workload workload, Consumer<Instant> alarm) {
    super(false, false);
    this.dataSource = dataSource;
    this.slots = slots;
    this.workload = workload;
    this.alarm = alarm;
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(BY_INDEX);
        return pick(connection, context.schedulerName.getName(), now);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("due work could not be looked for", e);
    }
  }

  private List<Execution> pick(Connection connection, String engine, Instant now)
      throws SQLException {
    Map<Lane, Integer> free = slots.free();
    Map<Lane, List<Picked>> picked = pick(connection, engine, now, free);
    Set<Lane> full =
        picked.keySet().stream()
            .filter(lane -> works(picked, lane).size() == room(free, lane))
            .collect(Collectors.toSet());
    // Of a full lane more may be due already: it is looked for as soon as there is room.
    Optional<Instant> next = full.isEmpty() ? whenNextIsDue(connection, now) : Optional.empty();
    connection.commit();
    free.keySet().forEach(lane -> take(lane, works(picked, lane), full.contains(lane)));
    workload.look(picked.keySet());
    next.ifPresent(alarm);
    return picked.values().stream().flatMap(List::stream).map(Picked::work).toList();
  }

  private void take(Lane lane, List<Picked> picked, boolean full) {
    List<Execution> works = picked.stream().map(Picked::work).toList();
    slots.take(lane, works, full);
    workload.begun(lane, works);
    if (full && fair(lane)) {
      turns.had(lane, picked.stream().map(Picked::owner).flatMap(Optional::stream).toList());
    } else {
      turns.forget(lane);
    }
  }

  private static List<Picked> works(Map<Lane, List<Picked>> picked, Lane lane) {
    return picked.getOrDefault(lane, List.of());
  }

  private Map<Lane, List<Picked>> pick(
      Connection connection, String engine, Instant now, Map<Lane, Integer> free)
      throws SQLException {
    List<Had> served = turns.all();
    try (PreparedStatement statement = connection.prepareStatement(PICK)) {
      lanes(statement, 1, free.keySet());
      statement.setArray(3, ints(connection, free.keySet(), lane -> room(free, lane)));
      statement.setArray(
          4, ints(connection, free.keySet(), lane -> fair(lane) ? FAIR : room(free, lane)));
      lanes(statement, 5, served.stream().map(Had::lane).toList());
      statement.setArray(
          7, connection.createArrayOf("text", served.stream().map(Had::account).toArray()));
      statement.setArray(8, ints(connection, served, Had::turns));
      statement.setObject(9, now.atOffset(ZoneOffset.UTC));
      statement.setString(10, engine);
      statement.setObject(11, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        return byLane(rows);
      }
    }
  }

  /** Whether accounts take turns. For a regular reading nobody waits. */
  private static boolean fair(Lane lane) {
    return lane.urgency() != Urgency.ROUTINE;
  }

  private static int room(Map<Lane, Integer> free, Lane lane) {
    return free.getOrDefault(lane, 0);
  }

  private static Optional<Instant> whenNextIsDue(Connection connection, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      lanes(statement, 1, Lane.ALL);
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return Optional.ofNullable(JdbcValues.nullableMoment(rows, "earliest"));
      }
    }
  }

  private static void lanes(PreparedStatement statement, int first, Collection<Lane> lanes)
      throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(
        first, connection.createArrayOf("text", lanes.stream().map(Lane::task).toArray()));
    statement.setArray(first + 1, ints(connection, lanes, lane -> lane.urgency().priority()));
  }

  private static <T> Array ints(Connection connection, Collection<T> things, ToIntFunction<T> value)
      throws SQLException {
    return connection.createArrayOf("int4", things.stream().mapToInt(value).boxed().toArray());
  }

  private static Map<Lane, List<Picked>> byLane(ResultSet rows) throws SQLException {
    Map<Lane, List<Picked>> picked = new HashMap<>();
    while (rows.next()) {
      picked
          .computeIfAbsent(
              Lane.of(rows.getString("task_name"), rows.getInt("priority")),
              lane -> new ArrayList<>())
          .add(new Picked(execution(rows), Optional.ofNullable(rows.getString("owner"))));
    }
    return picked;
  }

  private static Execution execution(ResultSet rows) throws SQLException {
    return new Execution(
        JdbcValues.moment(rows, "execution_time"),
        new TaskInstance<>(rows.getString("task_name"), rows.getString("task_instance")),
        true,
        rows.getString("picked_by"),
        JdbcValues.nullableMoment(rows, "last_success"),
        JdbcValues.nullableMoment(rows, "last_failure"),
        rows.getInt("consecutive_failures"),
        JdbcValues.nullableMoment(rows, "last_heartbeat"),
        rows.getLong("version"));
  }

  /** Work that is this process's now, and the account that it is for. */
  private record Picked(Execution work, Optional<String> owner) {}
}
