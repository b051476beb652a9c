package dev.evenomad.persistence.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvents.Listener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings news from one process to all others by PostgreSQL's LISTEN and NOTIFY. What is committed
 * is told afterwards, as one with all that is waiting to be told: a NOTIFY within transactions
 * would let them commit one at a time. Should the process die in between, the others find it at
 * their next look. Starts its threads when they are needed. Thread-safe.
 */
public final class LiveNews implements AutoCloseable {

  static final String CHANNEL = "nomad_live";

  private static final Logger LOG = LoggerFactory.getLogger(LiveNews.class);

  /** PostgreSQL takes 7,999 bytes. */
  private static final int MOST_CHARACTERS = 7_000;

  /** Most transactions are over by then. */
  private static final Duration SOON = Duration.ofMillis(10);

  private static final Duration LATER = Duration.ofSeconds(1);

  private final DataSource pool;
  private final Hearing hearing;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live-news").daemon().factory());
  private Set<String> untold = new HashSet<>();
  private Set<UserId> unfinished = new HashSet<>();
  private Duration patience = SOON;

  /**
   * On that database.
   *
   * @param pool for what is told
   * @param unpooled for the connection that listens
   */
  public LiveNews(DataSource pool, DataSource unpooled) {
    this.pool = pool;
    this.hearing = new Hearing(unpooled, new ToListeners());
  }

  /** Lets {@code listener} hear from now on, if the database is there; else as soon as it is. */
  public void listen(Listener listener) {
    listeners.add(listener);
    hearing.start();
  }

  /** Tells all processes that there are committed events of those users. Does not wait. */
  public void tell(Collection<UserId> users) {
    if (users.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (untold.isEmpty()) {
        execute(this::notifyAllProcesses, Duration.ZERO);
      }
      users.forEach(user -> untold.add(user.value()));
    }
  }

  private synchronized Set<String> takeUntold() {
    Set<String> taken = untold;
    untold = new HashSet<>();
    return taken;
  }

  private void notifyAllProcesses() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (String news : News.added(takeUntold(), MOST_CHARACTERS)) {
        // NOTIFY takes no parameters; ids have no control characters in them.
        statement.execute("NOTIFY %s, '%s'".formatted(CHANNEL, news.replace("'", "''")));
      }
    } catch (SQLException e) {
      LOG.warn("other servers could not be told that there are live events, and look later", e);
    }
  }

  /**
   * Lets the listeners here hear once more of those users, in a little while: there are events that
   * could not be told yet.
   */
  public synchronized void again(Set<UserId> users) {
    if (users.isEmpty()) {
      patience = SOON;
      return;
    }
    if (unfinished.isEmpty()) {
      execute(this::goOn, patience);
      patience = patience.multipliedBy(2).compareTo(LATER) > 0 ? LATER : patience.multipliedBy(2);
    }
    unfinished.addAll(users);
  }

  private void goOn() {
    Set<UserId> users;
    synchronized (this) {
      users = unfinished;
      unfinished = new HashSet<>();
    }
    tellListeners(listener -> listener.added(users));
  }

  private void execute(Runnable work, Duration delay) {
    try {
      var _ = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("live news are closed", e);
    }
  }

  private void tellListeners(Consumer<Listener> news) {
    for (Listener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("open apps could not be told what is new, which is tried again", e);
        execute(() -> tellListeners(Listener::missed), LATER);
        return;
      }
    }
  }

  @Override
  public void close() {
    hearing.close();
    executor.shutdownNow();
  }

  /** What the connection has heard, for all listeners. */
  private final class ToListeners implements Hearing.Ear {

    @Override
    public void hear(Collection<News> heard) {
      Set<UserId> users = new HashSet<>();
      for (News news : heard) {
        switch (news) {
          case News.Added added -> users.addAll(added.users());
          case News.Ended ended -> tellListeners(listener -> listener.ended(ended.session()));
        }
      }
      if (!users.isEmpty()) {
        tellListeners(listener -> listener.added(users));
      }
    }

    @Override
    public void mayHaveMissed() {
      tellListeners(Listener::missed);
    }
  }
}
