package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * {@link Budgets} on PostgreSQL: a row for each, a statement for each call, committed by itself.
 * Whoever takes locks the row and decides by its newest version, so that takers of all processes
 * come one after the other. Every process removes rows that are of no more use now and then.
 */
public final class PostgresBudgets implements Budgets {

  /** Calls of this process from one removal to the next. */
  private static final int CALLS_PER_REMOVAL = 10_000;

  /** Rows are kept so much longer than the clock of this process says. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

  // With a limit it is taken, without one spent in any case.
  private static final String SPEND =
      """
      INSERT INTO budget AS b (key, starts, amounts, back_at, closed_until, free_at)
      VALUES (?, ARRAY[?], ARRAY[?], ?, 0, NULL)
      ON CONFLICT (key) DO UPDATE SET (starts, amounts, back_at, free_at) = (
          WITH asked AS (
              SELECT excluded.starts[1] AS start, excluded.amounts[1] AS amount,
                  excluded.back_at - excluded.starts[1] AS keep,
                  CAST(? AS bigint) AS most, CAST(? AS bigint) AS now
          ), live AS (
              SELECT s.start, s.amount, s.start + keep AS back_at,
                  sum(s.amount) OVER (ORDER BY s.start DESC) AS from_here
              FROM unnest(b.starts, b.amounts) AS s (start, amount), asked
              WHERE s.start + keep > now
          ), answer AS (
              SELECT max(moment) AS free_at FROM (
                  SELECT b.closed_until AS moment FROM asked
                  WHERE most IS NOT NULL AND b.closed_until > now
                  UNION ALL
                  -- Too much as long as those from here on still count.
                  SELECT live.back_at FROM live, asked
                  WHERE live.from_here + asked.amount > most
              ) AS obstacles
          ), booked AS (
              SELECT start, CAST(sum(amount) AS bigint) AS amount FROM (
                  SELECT start, amount FROM live
                  UNION ALL
                  SELECT start, amount FROM asked, answer WHERE free_at IS NULL
              ) AS entries
              GROUP BY start
          )
          SELECT coalesce(array_agg(booked.start ORDER BY booked.start), '{}'),
              coalesce(array_agg(booked.amount ORDER BY booked.start), '{}'),
              greatest(max(booked.start) + (SELECT keep FROM asked), b.closed_until),
              (SELECT free_at FROM answer)
          FROM booked)
      """;

  private static final String BOOK = SPEND + "RETURNING free_at";

  private static final String READ =
      """
      SELECT b.closed_until, s.start, s.amount
      FROM budget b LEFT JOIN LATERAL unnest(b.starts, b.amounts) AS s (start, amount) ON true
      WHERE b.key = ?
      """;

  private static final String CLOSE =
      """
      INSERT INTO budget AS b (key, starts, amounts, back_at, closed_until)
      VALUES (?, '{}', '{}', ?, ?)
      ON CONFLICT (key) DO UPDATE SET
          closed_until = greatest(b.closed_until, excluded.closed_until),
          back_at = greatest(b.back_at, excluded.back_at)
      """;

  // A whole table is read, but a small one, and seldom. Whoever needs such a row next makes it
  // anew.
  private static final String REMOVE =
      """
      DELETE FROM budget WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM budget WHERE back_at <= ? FOR UPDATE SKIP LOCKED))
      """;

  private final DataSource dataSource;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * On the migrated database.
   *
   * @param dataSource in READ COMMITTED
   */
  public PostgresBudgets(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<Duration> take(Budget budget, int amount, Instant now) {
    Booking booking = new Booking(budget, amount, now);
    booking.requireWithinLimit();
    return book(booking, Optional.of(budget.limit()));
  }

  @Override
  public void spend(Budget budget, int amount, Instant now) {
    book(new Booking(budget, amount, now), Optional.empty());
  }

  private Optional<Duration> book(Booking booking, Optional<Integer> limit) {
    if (calls.incrementAndGet() % CALLS_PER_REMOVAL == 0) {
      removeUnused(booking.now());
    }
    return execute(
        BOOK,
        statement -> {
          set(statement, booking, booking.amount(), limit);
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            long freeAt = row.getLong(1);
            return row.wasNull()
                ? Optional.empty()
                : Optional.of(Slice.until(freeAt, booking.now()));
          }
        });
  }

  private static void set(
      PreparedStatement statement, Booking booking, long amount, Optional<Integer> limit)
      throws SQLException {
    Slice slice = booking.slice();
    statement.setString(1, booking.budget().key());
    statement.setLong(2, slice.start());
    statement.setLong(3, amount);
    statement.setLong(4, slice.backAt());
    statement.setObject(5, limit.orElse(null), Types.BIGINT);
    statement.setLong(6, Slice.microsBefore(booking.now()));
  }

  /** Books all of that as spent, or nothing of it. */
  void spendAll(List<Booking> bookings) {
    // In one order, so that nobody waits for somebody who waits for him; each row once a slice.
    SortedMap<String, Map<Slice, Sum>> sums = new TreeMap<>();
    for (Booking booking : bookings) {
      sums.computeIfAbsent(booking.budget().key(), key -> new HashMap<>())
          .merge(booking.slice(), new Sum(booking, booking.amount()), Sum::plus);
    }
    if (sums.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(SPEND)) {
        for (Map<Slice, Sum> ofKey : sums.values()) {
          for (Sum sum : ofKey.values()) {
            set(statement, sum.booking, sum.amount, Optional.empty());
            statement.addBatch();
          }
        }
        statement.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** What the books of that budget say. */
  Books books(String key) {
    return execute(
        READ,
        statement -> {
          statement.setString(1, key);
          try (ResultSet rows = statement.executeQuery()) {
            long closedUntil = 0;
            Map<Long, Long> spent = new HashMap<>();
            while (rows.next()) {
              closedUntil = rows.getLong(1);
              long start = rows.getLong(2);
              if (!rows.wasNull()) {
                spent.put(start, rows.getLong(3));
              }
            }
            return new Books(closedUntil, spent);
          }
        });
  }

  @Override
  public void close(Budget budget, Instant until) {
    execute(
        CLOSE,
        statement -> {
          statement.setString(1, budget.key());
          statement.setLong(2, Slice.microsAfter(until));
          statement.setLong(3, Slice.microsAfter(until));
          return statement.executeUpdate();
        });
  }

  private void removeUnused(Instant now) {
    execute(
        REMOVE,
        statement -> {
          statement.setLong(1, Slice.microsBefore(now.minus(CLOCK_DIFFERENCE)));
          return statement.executeUpdate();
        });
  }

  /** Alone and at once, whatever transaction runs on this thread. */
  private <T> T execute(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return work.with(statement);
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(SQLException e) {
    return new IllegalStateException("the budgets cannot be read or written", e);
  }

  /** Bookings of one slice. */
  private record Sum(Booking booking, long amount) {
    Sum plus(Sum other) {
      return new Sum(booking, amount + other.amount);
    }
  }

  /** Work with a statement. */
  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
