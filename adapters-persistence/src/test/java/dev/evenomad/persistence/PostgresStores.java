package dev.evenomad.persistence;

import dev.evenomad.domain.ForwardingStores;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.testkit.contract.TestedStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The stores of a database of their own, as the contracts want them. */
public final class PostgresStores extends ForwardingStores implements TestedStores, AutoCloseable {

  private final String url;
  private final DataSource dataSource;
  private final Persistence persistence;

  /** On a database that is migrated here. */
  public PostgresStores(String url, InstantSource clock) {
    this(url, Persistence.open(PersistenceSettings.of(DatabaseUrl.parse(url)), clock));
  }

  /**
   * On a database that is migrated here.
   *
   * @param persistence on the same database; closed together with this
   */
  PostgresStores(String url, Persistence persistence) {
    super(persistence);
    this.url = url;
    this.dataSource = PostgresServer.dataSource(url);
    this.persistence = persistence;
    persistence.migrate();
  }

  /** Where the database is. */
  public String url() {
    return url;
  }

  /** Connections past the pool. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** What is under test. */
  public Persistence persistence() {
    return persistence;
  }

  /** The names are spelled out, because plans of running servers depend on them. */
  @Override
  public Optional<Instant> plannedFor(DueWork work) {
    return switch (work) {
      case DueWork.Sync sync ->
          plannedFor(JobType.of(sync.kind()).code(), sync.character().toString());
      case DueWork.RunJob run -> plannedFor(run.type().code(), "job:" + run.job());
      case DueWork.Housekeeping housekeeping ->
          plannedFor("housekeeping", code(housekeeping.chore()));
    };
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Optional<Instant> plannedFor(String task, String instance) {
    String sql =
        "SELECT execution_time FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, task);
      statement.setString(2, instance);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getTimestamp(1).toInstant()) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of what {@code sql} finds. */
  public long count(String sql) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    persistence.close();
  }
}
