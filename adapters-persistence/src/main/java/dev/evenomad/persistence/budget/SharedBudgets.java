package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.persistence.redis.Place;
import dev.evenomad.persistence.redis.SharedRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * {@link Budgets} in Redis while it is used, with a copy in PostgreSQL that lags behind by half a
 * second; else in PostgreSQL. Whenever that changes, nothing can be taken for {@link
 * SharedRedis#GRACE}: by then every process knows, and has written into the copy what it took. So
 * the limit holds when Redis fails, comes back, forgets everything, or is out of reach for some of
 * the processes only. What a process does not live to write into the copy is still in Redis; it is
 * lost only if Redis is lost within the same half second.
 *
 * <p>All servers of a database have to be told of the same Redis, or none of them.
 */
public final class SharedBudgets implements Budgets {

  private final SharedRedis redis;
  private final RedisBudgets inRedis;
  private final PostgresBudgets inPostgres;
  private final ConcurrentLinkedQueue<Booking> uncopied = new ConcurrentLinkedQueue<>();

  /**
   * In that Redis while it is used.
   *
   * @param inPostgres the copy
   */
  public SharedBudgets(SharedRedis redis, PostgresBudgets inPostgres) {
    this.redis = redis;
    this.inRedis = new RedisBudgets(redis);
    this.inPostgres = inPostgres;
    redis.beforeLook(this::copy);
  }

  @Override
  public Optional<Duration> take(Budget budget, int amount, Instant now) {
    Booking booking = new Booking(budget, amount, now);
    booking.requireWithinLimit();
    return switch (redis.place()) {
      case Place.InPostgres() -> inPostgres.take(budget, amount, now);
      case Place.Moving(Duration left) -> Optional.of(left);
      case Place.InRedis(String era) -> take(era, booking);
    };
  }

  private Optional<Duration> take(String era, Booking booking) {
    Optional<Long> free =
        inRedis.book(
            era, booking, Optional.of(booking.budget().limit()), () -> books(booking.budget()));
    if (free.isEmpty()) {
      // Perhaps it was booked. Nothing is spent by somebody who was told to wait.
      return Optional.of(SharedRedis.GRACE);
    }
    if (free.get() == RedisBudgets.BOOKED) {
      uncopied.add(booking);
      return Optional.empty();
    }
    return Optional.of(Slice.until(free.get(), booking.now()));
  }

  @Override
  public void spend(Budget budget, int amount, Instant now) {
    Booking booking = new Booking(budget, amount, now);
    if (redis.place() instanceof Place.InRedis(String era)) {
      inRedis.book(era, booking, Optional.empty(), () -> books(budget));
      uncopied.add(booking);
    } else {
      inPostgres.spend(budget, amount, now);
    }
  }

  @Override
  public void close(Budget budget, Instant until) {
    inPostgres.close(budget, until);
    redis.eraToWrite().ifPresent(era -> inRedis.close(era, budget, until));
  }

  private Books books(Budget budget) {
    copy();
    return inPostgres.books(budget.key());
  }

  /** Writes into the copy what it does not know yet. */
  private synchronized void copy() {
    List<Booking> bookings = new ArrayList<>();
    for (Booking next = uncopied.poll(); next != null; next = uncopied.poll()) {
      bookings.add(next);
    }
    try {
      inPostgres.spendAll(bookings);
    } catch (RuntimeException e) {
      uncopied.addAll(bookings);
      throw e;
    }
  }
}
