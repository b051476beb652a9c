package dev.evenomad.persistence.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of this process that listens. When it breaks it is made anew, the longer it
 * takes the later, and until then whoever listens is told to look by themselves from time to time.
 */
final class Hearing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  /** A connection to a host that is gone is silent, too. */
  private static final Duration CHECK = Duration.ofSeconds(5);

  private static final int CHECK_SECONDS = 3;

  /** Who dies between its commit and its NOTIFY tells nobody. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final Duration START = Duration.ofSeconds(3);

  private final DataSource dataSource;
  private final Ear ear;
  private final CountDownLatch heard = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable Connection connection;
  private boolean closed;

  Hearing(DataSource dataSource, Ear ear) {
    this.dataSource = dataSource;
    this.ear = ear;
  }

  /** Comes back when it listens, or soon if the database is away. */
  void start() {
    synchronized (this) {
      if (thread == null && !closed) {
        thread = Thread.ofPlatform().name("live-hearing").daemon().start(this::run);
      }
    }
    try {
      if (!heard.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("live events come late until the database can be listened to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration retry = FIRST_RETRY;
    boolean away = false;
    while (!isClosed()) {
      try (Connection opened = dataSource.getConnection()) {
        use(opened);
        retry = FIRST_RETRY;
        away = false;
        hear(opened);
      } catch (SQLException | RuntimeException e) {
        if (!isClosed()) {
          if (!away) {
            LOG.warn("the database cannot be listened to: live events come late for now", e);
          }
          away = true;
          ear.mayHaveMissed();
          sleep(retry);
          retry =
              retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        }
      }
    }
  }

  private void use(Connection opened) throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new SQLException("closed");
      }
      connection = opened;
    }
    opened.setAutoCommit(true);
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN " + LiveNews.CHANNEL);
    }
  }

  private void hear(Connection opened) throws SQLException {
    PGConnection postgres = opened.unwrap(PGConnection.class);
    heard.countDown();
    ear.mayHaveMissed();
    long looked = System.nanoTime();
    while (!isClosed()) {
      PGNotification[] news = postgres.getNotifications((int) CHECK.toMillis());
      if (news != null && news.length > 0) {
        ear.hear(read(news));
      } else if (!opened.isValid(CHECK_SECONDS)) {
        throw new SQLException("the connection that listens is dead");
      }
      if (System.nanoTime() - looked > LOOK.toNanos()) {
        ear.mayHaveMissed();
        looked = System.nanoTime();
      }
    }
  }

  private static List<News> read(PGNotification[] notifications) {
    return Arrays.stream(notifications)
        .map(PGNotification::getParameter)
        .map(News::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
      try {
        if (connection != null) {
          connection.abort(Runnable::run);
        }
      } catch (SQLException e) {
        LOG.debug("the connection that listened was broken", e);
      }
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(START);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What is done with what it hears, on its thread. */
  interface Ear {
    void hear(Collection<News> heard);

    void mayHaveMissed();
  }
}
