package dev.evenomad.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import dev.evenomad.persistence.PersistenceStatistics.Pool;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a pool does not tell by itself. */
final class ConnectionPool {

  private final HikariDataSource pool;
  private final LongAdder timeouts = new LongAdder();

  /** To be made before the pool is used. */
  ConnectionPool(HikariDataSource pool) {
    this.pool = pool;
    pool.setMetricsTrackerFactory(
        (name, figures) ->
            new IMetricsTracker() {
              @Override
              public void recordConnectionTimeout() {
                timeouts.increment();
              }
            });
  }

  HikariDataSource dataSource() {
    return pool;
  }

  Pool statistics() {
    HikariPoolMXBean figures = pool.getHikariPoolMXBean();
    int most = pool.getMaximumPoolSize();
    // It is there once the first connection was asked for.
    return figures == null
        ? new Pool(0, 0, 0, most, timeouts.sum())
        : new Pool(
            figures.getActiveConnections(),
            figures.getIdleConnections(),
            figures.getThreadsAwaitingConnection(),
            most,
            timeouts.sum());
  }
}
