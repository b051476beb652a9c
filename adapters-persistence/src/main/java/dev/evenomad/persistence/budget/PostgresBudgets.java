package dev.evenomad.persistence.budget;

import dev.evenomad.domain.environment.Budgets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private static final String BOOK =
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
      RETURNING free_at
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
    if (amount > budget.limit()) {
      throw new IllegalArgumentException("more than a budget's limit can never be taken");
    }
    return book(budget, amount, now, Optional.of(budget.limit()));
  }

  @Override
  public void spend(Budget budget, int amount, Instant now) {
    book(budget, amount, now, Optional.empty());
  }

  private Optional<Duration> book(Budget budget, int amount, Instant now, Optional<Integer> limit) {
    if (amount <= 0) {
      throw new IllegalArgumentException("what is spent of a budget is positive");
    }
    if (calls.incrementAndGet() % CALLS_PER_REMOVAL == 0) {
      removeUnused(now);
    }
    Slice slice = Slice.of(budget, now);
    return execute(
        BOOK,
        statement -> {
          statement.setString(1, budget.key());
          statement.setLong(2, slice.start());
          statement.setLong(3, amount);
          statement.setLong(4, slice.backAt());
          statement.setObject(5, limit.orElse(null), Types.BIGINT);
          statement.setLong(6, Slice.microsBefore(now));
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            long freeAt = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Slice.until(freeAt, now));
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
      throw new IllegalStateException("the budgets cannot be read or written", e);
    }
  }

  /** Work with a statement. */
  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
