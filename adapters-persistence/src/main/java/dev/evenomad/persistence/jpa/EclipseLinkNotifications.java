package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationQuery.Position;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class EclipseLinkNotifications implements Notifications {

  private final EclipseLinkTransactions transactions;

  EclipseLinkNotifications(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean addIfNew(Notification notification) {
    NotificationRow row = NotificationRow.from(notification);
    return transactions.write(row::insertIfNew);
  }

  @Override
  public Optional<Notification> find(NotificationId id) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(NotificationRow.class, id.value()))
                .map(NotificationRow::toDomain));
  }

  @Override
  public NotificationPage page(NotificationQuery query) {
    List<Object> values = new ArrayList<>(List.of(query.user().value()));
    StringBuilder sql = new StringBuilder("SELECT * FROM notification_log WHERE user_id = ?1");
    query.status().ifPresent(s -> sql.append(" AND status = ?").append(add(values, Codes.of(s))));
    query.kind().ifPresent(k -> sql.append(" AND type = ?").append(add(values, Codes.of(k))));
    query
        .character()
        .ifPresent(c -> sql.append(" AND character_id = ?").append(add(values, c.value())));
    query
        .after()
        .ifPresent(
            position ->
                sql.append(" AND (created_at, id COLLATE \"C\") < (?")
                    .append(add(values, position.createdAt()))
                    .append(", ?")
                    .append(add(values, position.id().value()))
                    .append(")"));
    sql.append(" ORDER BY created_at DESC, id COLLATE \"C\" DESC LIMIT ?")
        .append(add(values, query.limit() + 1));
    List<Notification> found =
        transactions.read(
            manager -> {
              Query rows = manager.createNativeQuery(sql.toString(), NotificationRow.class);
              for (int i = 0; i < values.size(); i++) {
                rows.setParameter(i + 1, values.get(i));
              }
              Stream<?> stream = rows.getResultStream();
              return stream
                  .map(NotificationRow.class::cast)
                  .map(NotificationRow::toDomain)
                  .toList();
            });
    if (found.size() <= query.limit()) {
      return new NotificationPage(found, Optional.empty());
    }
    List<Notification> items = found.subList(0, query.limit());
    return new NotificationPage(items, Optional.of(Position.of(items.getLast())));
  }

  /** Adds a value and returns the number of its parameter. */
  private static int add(List<Object> values, Object value) {
    values.add(value);
    return values.size();
  }

  @Override
  public long unreadCount(UserId user) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT COUNT(n) FROM NotificationRow n"
                        + " WHERE n.userId = :user AND n.status = :sent",
                    Long.class)
                .setParameter("user", user.value())
                .setParameter("sent", Codes.of(NotificationStatus.SENT))
                .getSingleResult());
  }

  @Override
  public void save(Notification notification) {
    transactions.write(
        manager -> {
          NotificationRow row =
              VersionedRow.load(
                  manager,
                  NotificationRow.class,
                  notification.id().value(),
                  notification.version(),
                  "notification " + notification.id());
          row.apply(notification);
          return row.version();
        });
  }

  @Override
  public int markAllRead(UserId user, Instant now) {
    return transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    "UPDATE notification_log SET status = 'read', read_at = ?1,"
                        + " version = version + 1 WHERE user_id = ?2 AND status = 'sent'")
                .setParameter(1, now)
                .setParameter(2, user.value())
                .executeUpdate());
  }

  @Override
  public int removeReadBefore(Instant instant) {
    return transactions.write(
        manager ->
            manager
                .createNativeQuery(
                    "DELETE FROM notification_log WHERE status = 'read' AND read_at < ?1")
                .setParameter(1, instant)
                .executeUpdate());
  }
}
