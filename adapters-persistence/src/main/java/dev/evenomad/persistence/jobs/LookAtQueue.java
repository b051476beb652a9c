package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.batch.JdbcValues;
import dev.evenomad.persistence.batch.PlannedAnew;
import dev.evenomad.persistence.jobs.QueueStatistics.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/** Counts what is due, by one statement that goes by the index of the lanes. */
final class LookAtQueue {

  private static final int SECONDS = 2;

  private static final String COUNT =
      """
      SELECT lane.priority, sum(due.waiting) AS waiting, min(due.oldest) AS oldest
        FROM unnest(?::text[], ?::smallint[]) AS lane (task_name, priority)
       CROSS JOIN LATERAL (
         SELECT count(*) AS waiting, min(plan.execution_time) AS oldest FROM (
           SELECT plan.execution_time FROM scheduled_tasks AS plan
            WHERE plan.task_name = lane.task_name AND plan.priority = lane.priority
              AND NOT plan.picked AND plan.execution_time <= ?
            ORDER BY plan.execution_time
            LIMIT ?) AS plan) AS due
       GROUP BY lane.priority
      """;

  private LookAtQueue() {}

  static QueueStatistics look(DataSource dataSource, InstantSource clock) {
    Instant now = clock.instant();
    Map<Urgency, Waiting> byUrgency = new EnumMap<>(Urgency.class);
    for (Urgency urgency : Urgency.values()) {
      byUrgency.put(urgency, Waiting.NOTHING);
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = PlannedAnew.prepare(connection, COUNT)) {
      statement.setQueryTimeout(SECONDS);
      statement.setArray(
          1, connection.createArrayOf("text", Lane.ALL.stream().map(Lane::task).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "int4", Lane.ALL.stream().map(lane -> lane.urgency().priority()).toArray()));
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setInt(4, QueueStatistics.MOST_OF_TYPE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Instant oldest = JdbcValues.nullableMoment(rows, "oldest");
          if (oldest != null) {
            byUrgency.put(
                urgency(rows.getInt("priority")),
                new Waiting(rows.getLong("waiting"), Duration.between(oldest, now)));
          }
        }
      }
      return new QueueStatistics(byUrgency);
    } catch (SQLException e) {
      throw new OutageException("what is due cannot be counted", e);
    }
  }

  private static Urgency urgency(int priority) {
    return Arrays.stream(Urgency.values())
        .filter(urgency -> urgency.priority() == priority)
        .findFirst()
        .orElseThrow();
  }
}
