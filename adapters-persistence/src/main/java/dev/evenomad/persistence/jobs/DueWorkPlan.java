package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.persistence.jpa.JdbcTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The plan of due work of one database, and the engines of this process that do it. */
public final class DueWorkPlan implements AutoCloseable {

  private final JdbcTransactions transactions;
  private final DataSource dataSource;
  private final Ids ids;
  private final InstantSource clock;
  private final Set<Engine> engines = ConcurrentHashMap.newKeySet();

  /**
   * The plan in the database of {@code dataSource}.
   *
   * @param transactions that plans join
   * @param ids for the names of engines
   * @param clock says what is due
   */
  public DueWorkPlan(
      JdbcTransactions transactions, DataSource dataSource, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.dataSource = dataSource;
    this.ids = ids;
    this.clock = clock;
  }

  /** The plan itself. Work that is due at once wakes the engines of this process. */
  public Schedule schedule() {
    return new DbSchedulerSchedule(
        transactions, at -> engines.forEach(engine -> engine.planned(at)));
  }

  /**
   * Plans each piece of work unless it is planned already, on a connection of the caller's and in
   * its transaction. For moving in: running engines find it when they look the next time.
   */
  public static void planIfAbsent(Connection connection, List<Plan> plans) throws SQLException {
    DbSchedulerSchedule.planIfAbsent(connection, plans);
  }

  /** A new engine, not started. */
  public Engine engine(DueWorkHandler handler, EngineSettings settings) {
    Engine engine = new Engine(dataSource, ids.next(), handler, clock, settings, engines::remove);
    engines.add(engine);
    return engine;
  }

  /** What the engines of this process have done so far, together. */
  public EngineStatistics statistics() {
    return EngineStatistics.sum(engines.stream().map(Engine::statistics).toList());
  }

  /**
   * What is due in the whole database.
   *
   * @throws OutageException if the database cannot be asked
   */
  public QueueStatistics queue() {
    return LookAtQueue.look(dataSource, clock);
  }

  /** Stops all engines. */
  @Override
  public void close() {
    engines.forEach(Engine::stop);
  }
}
