package dev.evenomad.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that all processes on one database agree on it to some milliseconds,
 * however much the clocks of their machines differ. Read from the machine's clock, whose difference
 * is measured now and then; while the database is away the last difference counts. Thread-safe.
 */
final class DatabaseTime implements InstantSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);

  private static final String NOW = "SELECT clock_timestamp()";

  /** The quickest of so many answers tells the difference best. */
  private static final int SAMPLES = 3;

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Until the database has answered for the first time. */
  private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);

  /** A difference that somebody should look into. */
  private static final Duration REMARKABLE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final InstantSource machine;
  private final Thread repetition;
  private volatile Optional<Duration> ahead = Optional.empty();

  /** Measures as soon as the database is there, and from then on now and then. */
  DatabaseTime(DataSource dataSource, InstantSource machine) {
    this.dataSource = dataSource;
    this.machine = machine;
    this.repetition = Thread.ofVirtual().name("database-time").start(this::repeat);
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead.orElse(Duration.ZERO));
  }

  private void repeat() {
    try {
      while (true) {
        measure();
        Thread.sleep(ahead.isPresent() ? INTERVAL : FIRST_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Measures now.
   *
   * @throws IllegalStateException if the database does not answer
   */
  void learn() {
    try (Connection connection = dataSource.getConnection()) {
      Duration measured = measure(connection);
      Duration before = ahead.orElse(Duration.ZERO);
      if (measured.minus(before).abs().compareTo(REMARKABLE) > 0) {
        LOG.warn(
            "the clock of this machine differs from the database's by {} s; the database's counts",
            measured.toMillis() / 1000.0);
      }
      ahead = Optional.of(measured);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not tell its time", e);
    }
  }

  private void measure() {
    try {
      learn();
    } catch (RuntimeException e) {
      LOG.debug("the database's time is not known", e);
    }
  }

  private Duration measure(Connection connection) throws SQLException {
    Duration best = Duration.ZERO;
    long quickest = Long.MAX_VALUE;
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      for (int i = 0; i < SAMPLES; i++) {
        Instant asked = machine.instant();
        long began = System.nanoTime();
        Instant told;
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          told = rows.getObject(1, OffsetDateTime.class).toInstant();
        }
        long took = System.nanoTime() - began;
        if (took < quickest) {
          quickest = took;
          best = Duration.between(asked.plusNanos(took / 2), told);
        }
      }
    }
    return best;
  }

  @Override
  public void close() {
    repetition.interrupt();
  }
}
