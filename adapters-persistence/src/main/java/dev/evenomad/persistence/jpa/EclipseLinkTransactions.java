package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.ConflictException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of one entity manager each, bound to the thread that runs them. EclipseLink reads on
 * a connection of its own until the first write, which is as good in READ COMMITTED and spares pure
 * readers the transaction.
 */
final class EclipseLinkTransactions implements JdbcTransactions {

  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final EntityManagerFactory factory;
  private final ScopedValue<Unit> current = ScopedValue.newInstance();

  EclipseLinkTransactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    return inUnit(unit -> work.get());
  }

  @Override
  public <T> T onConnection(SqlWork<T> work) {
    return inUnit(
        unit -> {
          try {
            return work.on(unit.manager.unwrap(Connection.class));
          } catch (SQLException e) {
            throw new PersistenceException(e);
          }
        });
  }

  @Override
  public void afterCommit(Runnable action) {
    if (current.isBound()) {
      current.get().afterCommit.add(action);
    } else {
      action.run();
    }
  }

  /** Reads. What it returns must hold no row. */
  <T> T read(Function<EntityManager, T> work) {
    return inUnit(
        unit -> {
          unit.flushAdded();
          return work.apply(unit.manager);
        });
  }

  /**
   * Stores a new row. Rows of one kind that are added one after the other go to the database
   * together, before anything else happens.
   */
  void add(Object row) {
    inUnit(
        unit -> {
          unit.add(row);
          return row;
        });
  }

  /** Changes rows, or the tables behind their back. */
  <T> T write(Function<EntityManager, T> work) {
    return inUnit(unit -> unit.write(work));
  }

  /** As {@link #write}, at once and for good, whatever becomes of the running transaction. */
  <T> T writeIndependently(Function<EntityManager, T> work) {
    return outermost(unit -> unit.write(work));
  }

  private <T> T inUnit(Function<Unit, T> work) {
    if (!current.isBound()) {
      return outermost(work);
    }
    Unit unit = current.get();
    try {
      return work.apply(unit);
    } catch (RuntimeException e) {
      unit.fail(e);
      throw Conflicts.in(e).<RuntimeException>map(conflict -> conflict).orElse(e);
    }
  }

  private <T> T outermost(Function<Unit, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (RuntimeException e) {
        ConflictException conflict = Conflicts.in(e).orElseThrow(() -> Outages.orElse(e));
        if (attempt == ATTEMPTS || !paused(attempt)) {
          throw conflict;
        }
      }
    }
  }

  private <T> T once(Function<Unit, T> work) {
    Unit unit = new Unit(factory.createEntityManager());
    T result;
    try (EntityManager manager = unit.manager) {
      manager.getTransaction().begin();
      try {
        result = ScopedValue.where(current, unit).call(() -> work.apply(unit));
        unit.commit();
      } catch (RuntimeException | Error e) {
        rollBack(manager, e);
        throw e;
      }
    }
    unit.afterCommit.forEach(Runnable::run);
    return result;
  }

  private static void rollBack(EntityManager manager, Throwable because) {
    try {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** Waits a little, at random, so that those who met once do not meet again. */
  private static boolean paused(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One transaction under way. */
  private static final class Unit {
    private final EntityManager manager;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Optional<Class<?>> added = Optional.empty();
    private @Nullable RuntimeException failure;

    Unit(EntityManager manager) {
      this.manager = manager;
    }

    void add(Object row) {
      if (added.filter(kind -> kind != row.getClass()).isPresent()) {
        flushAdded();
      }
      manager.persist(row);
      added = Optional.of(row.getClass());
    }

    void flushAdded() {
      if (added.isPresent()) {
        added = Optional.empty();
        manager.flush();
        manager.clear();
      }
    }

    <T> T write(Function<EntityManager, T> work) {
      flushAdded();
      T result = work.apply(manager);
      manager.flush();
      manager.clear();
      return result;
    }

    /** Remembers that a step failed, so that the whole fails even if the work disregards it. */
    void fail(RuntimeException e) {
      if (failure == null) {
        failure = e;
      }
    }

    void commit() {
      if (failure != null) {
        throw failure;
      }
      manager.getTransaction().commit();
    }
  }
}
