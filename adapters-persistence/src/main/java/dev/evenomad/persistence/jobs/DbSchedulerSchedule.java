package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.persistence.jpa.JdbcTransactions;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * Plans in db-scheduler's table, each by one statement. Its own client reads, inserts and reads
 * again, which ends a PostgreSQL transaction whenever two plan the same, and loses the plan if the
 * work ends in between.
 */
final class DbSchedulerSchedule implements Schedule {

  private static final String INSERT =
      "INSERT INTO scheduled_tasks AS plan (task_name, task_instance, execution_time, picked,"
          + " version) VALUES (?, ?, ?, false, 1) ON CONFLICT (task_name, task_instance) ";
  private static final String PLAN_IF_ABSENT = INSERT + "DO NOTHING";
  private static final String PLAN =
      INSERT
          + "DO UPDATE SET execution_time = excluded.execution_time, consecutive_failures = 0,"
          + " version = plan.version + 1 WHERE NOT plan.picked";
  private static final String CANCEL =
      "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? AND NOT picked";

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
  public void plan(DueWork work, Instant at) {
    plan(PLAN, work, at);
  }

  @Override
  public void planIfAbsent(DueWork work, Instant at) {
    plan(PLAN_IF_ABSENT, work, at);
  }

  private void plan(String sql, DueWork work, Instant at) {
    TaskName name = TaskName.of(work);
    int rows =
        transactions.onConnection(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, name.task());
                statement.setString(2, name.instance());
                statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
              }
            });
    if (rows > 0) {
      transactions.afterCommit(() -> planned.accept(at));
    }
  }

  @Override
  public void cancel(DueWork work) {
    TaskName name = TaskName.of(work);
    transactions.onConnection(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
            statement.setString(1, name.task());
            statement.setString(2, name.instance());
            return statement.executeUpdate();
          }
        });
  }
}
