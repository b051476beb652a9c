package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.batch.PlannedAnew;
import dev.evenomad.persistence.jpa.JdbcTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plans in db-scheduler's table, each by one statement. Its own client reads, inserts and reads
 * again, which ends a PostgreSQL transaction whenever two plan the same, and loses the plan if the
 * work ends in between.
 */
final class DbSchedulerSchedule implements Schedule {

  private static final String INSERT =
      "INSERT INTO scheduled_tasks AS plan (task_name, task_instance, execution_time, priority,"
          + " owner, picked, version) VALUES (?, ?, ?, ?, ?, false, 1) ON CONFLICT (task_name,"
          + " task_instance) ";
  private static final String PLAN_IF_ABSENT = INSERT + "DO NOTHING";
  // The version of work that is being done is the engine's, which ends it under that one.
  private static final String PLAN =
      INSERT
          + "DO UPDATE SET replanned_for = CASE WHEN plan.picked THEN excluded.execution_time END,"
          + " execution_time ="
          + " CASE WHEN plan.picked THEN plan.execution_time ELSE excluded.execution_time END,"
          + " priority = excluded.priority, owner = coalesce(excluded.owner, plan.owner),"
          + " consecutive_failures ="
          + " CASE WHEN plan.picked THEN plan.consecutive_failures ELSE 0 END,"
          + " version = CASE WHEN plan.picked THEN plan.version ELSE plan.version + 1 END";
  private static final String CANCEL =
      "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? AND NOT picked";
  // What is being done was due, so that this is at once.
  private static final String ONCE_MORE =
      "UPDATE scheduled_tasks SET replanned_for = execution_time"
          + " WHERE task_name = ? AND task_instance = ? AND picked";
  private static final String HAND_OVER =
      "UPDATE scheduled_tasks SET owner = ? WHERE task_name = ? AND task_instance = ?";

  private static final String WAITING =
      """
      SELECT count(*) FROM (
        SELECT FROM unnest(?::text[]) AS lane (task_name)
         CROSS JOIN LATERAL (
           SELECT FROM scheduled_tasks AS plan
            WHERE plan.task_name = lane.task_name AND plan.priority = ? AND NOT plan.picked
              AND plan.execution_time <= ?
            LIMIT ?) AS due
         LIMIT ?) AS waiting
      """;

  private final JdbcTransactions transactions;
  private final Consumer<Instant> planned;

  /**
   * A schedule.
   *
   * @param planned told the time of every plan, once it is committed
   */
  DbSchedulerSchedule(JdbcTransactions transactions, Consumer<Instant> planned) {
    this.transactions = transactions;
    this.planned = planned;
  }

  @Override
  public void plan(Plan plan) {
    plan(PLAN, plan);
  }

  @Override
  public void planAll(List<Plan> plans) {
    transactions.onConnection(connection -> plan(PLAN, connection, plans));
    plans.stream()
        .map(Plan::at)
        .min(Comparator.naturalOrder())
        .ifPresent(first -> transactions.afterCommit(() -> planned.accept(first)));
  }

  @Override
  public void planIfAbsent(Plan plan) {
    plan(PLAN_IF_ABSENT, plan);
  }

  private void plan(String sql, Plan plan) {
    int rows =
        transactions.onConnection(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                fill(statement, plan);
                return statement.executeUpdate();
              }
            });
    if (rows > 0) {
      transactions.afterCommit(() -> planned.accept(plan.at()));
    }
  }

  /** Plans many in one go on a connection of the caller's, without waking anybody. */
  static void planIfAbsent(Connection connection, List<Plan> plans) throws SQLException {
    plan(PLAN_IF_ABSENT, connection, plans);
  }

  /** In one order, so that two who plan the same do not wait for each other. */
  private static int plan(String sql, Connection connection, List<Plan> plans) throws SQLException {
    List<Plan> ordered =
        plans.stream().sorted(Comparator.comparing(plan -> plan.work().toString())).toList();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Plan plan : ordered) {
        fill(statement, plan);
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  private static void fill(PreparedStatement statement, Plan plan) throws SQLException {
    TaskName name = TaskName.of(plan.work());
    statement.setString(1, name.task());
    statement.setString(2, name.instance());
    statement.setObject(3, plan.at().atOffset(ZoneOffset.UTC));
    statement.setInt(4, plan.urgency().priority());
    statement.setString(5, plan.onBehalfOf().map(UserId::value).orElse(null));
  }

  @Override
  public int waiting(Urgency urgency, Instant now, int most) {
    return transactions.onConnection(
        connection -> {
          try (PreparedStatement statement = PlannedAnew.prepare(connection, WAITING)) {
            statement.setArray(1, connection.createArrayOf("text", TaskName.TASKS.toArray()));
            statement.setInt(2, urgency.priority());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setInt(4, most);
            statement.setInt(5, most);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  @Override
  public void cancel(DueWork work) {
    TaskName name = TaskName.of(work);
    transactions.onConnection(
        connection -> {
          for (String sql : List.of(CANCEL, ONCE_MORE)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, name.task());
              statement.setString(2, name.instance());
              if (statement.executeUpdate() > 0) {
                return true;
              }
            }
          }
          return false;
        });
  }

  @Override
  public void handOver(DueWork work, UserId owner) {
    TaskName name = TaskName.of(work);
    transactions.update(HAND_OVER, owner.value(), name.task(), name.instance());
  }
}
