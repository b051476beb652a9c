package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.payment.StripeStatus;
import dev.evenomad.persistence.batch.JdbcValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each step is one statement, on the connection of the running transaction. */
final class JdbcPayments implements Payments {

  private static final String REMEMBER =
      "INSERT INTO stripe_event (id, received_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING";

  // Also where nothing changes the row is written, and so held.
  private static final String HOLD =
      """
      INSERT INTO stripe_customer AS known (id, heard_at) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET heard_at = greatest(known.heard_at, excluded.heard_at)
      RETURNING user_id
      """;

  private static final String LINK = "UPDATE stripe_customer SET user_id = ? WHERE id = ?";

  private static final String HAND_OVER =
      "UPDATE stripe_customer SET user_id = ? WHERE user_id = ?";

  private static final String FIND = "SELECT * FROM stripe_subscription WHERE id = ?";

  private static final String OF_USER =
      """
      SELECT subscription.* FROM stripe_customer AS customer
        JOIN stripe_subscription AS subscription ON subscription.customer_id = customer.id
       WHERE customer.user_id = ?
      """;

  private static final String PUT =
      """
      INSERT INTO stripe_subscription (id, customer_id, status, period_start, period_end, cancel_at,
             ended_at, stage, told_at, event_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, status = excluded.status,
             period_start = excluded.period_start, period_end = excluded.period_end,
             cancel_at = excluded.cancel_at, ended_at = excluded.ended_at, stage = excluded.stage,
             told_at = excluded.told_at, event_id = excluded.event_id
      """;

  private final EclipseLinkTransactions transactions;

  JdbcPayments(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean remember(String event, Instant now) {
    return transactions.update(REMEMBER, event, time(now)) == 1;
  }

  @Override
  public Optional<UserId> hold(String customer, Instant now) {
    return transactions
        .query(
            HOLD,
            rows -> Optional.ofNullable(rows.getString("user_id")).map(UserId::new),
            customer,
            time(now))
        .getFirst();
  }

  @Override
  public void link(String customer, UserId user) {
    transactions.update(LINK, user.value(), customer);
  }

  @Override
  public void handOver(UserId from, UserId to) {
    transactions.update(HAND_OVER, to.value(), from.value());
  }

  @Override
  public Optional<PaidSubscription> find(String subscription) {
    return transactions.query(FIND, JdbcPayments::subscription, subscription).stream().findFirst();
  }

  @Override
  public void put(PaidSubscription told) {
    transactions.update(
        PUT,
        told.id(),
        told.customer(),
        told.status().code(),
        time(told.periodStart()),
        time(told.periodEnd()),
        time(told.cancelAt()),
        time(told.endedAt()),
        Codes.of(told.stage()),
        time(told.toldAt()),
        told.event());
  }

  @Override
  public List<PaidSubscription> ofUser(UserId user) {
    return transactions.query(OF_USER, JdbcPayments::subscription, user.value());
  }

  @Override
  public int removeEventsBefore(Instant instant, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager, "stripe_event", "received_at", "received_at < ?1", instant, limit));
  }

  @Override
  public int removeStrangersBefore(Instant instant, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager,
                "stripe_customer",
                "heard_at",
                "user_id IS NULL AND heard_at < ?1",
                instant,
                limit));
  }

  private static PaidSubscription subscription(ResultSet row) throws SQLException {
    return new PaidSubscription(
        row.getString("id"),
        row.getString("customer_id"),
        Codes.parse(StripeStatus.class, row.getString("status")),
        moment(row, "period_start"),
        moment(row, "period_end"),
        moment(row, "cancel_at"),
        moment(row, "ended_at"),
        Codes.parse(PaidSubscription.Stage.class, row.getString("stage")),
        JdbcValues.moment(row, "told_at"),
        row.getString("event_id"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(JdbcValues.nullableMoment(row, column));
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime time(Optional<Instant> moment) {
    return moment.map(JdbcPayments::time).orElse(null);
  }
}
