package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationQuery.Position;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class EclipseLinkNotifications implements Notifications {

  private static final String MARK_ALL_READ =
      "UPDATE notification_log SET status = 'read', read_at = ?, version = version + 1"
          + " WHERE user_id = ? AND status = 'sent' RETURNING id";
  private static final String MOVE =
      """
      WITH moving AS (SELECT ?::text AS receiver, ?::text AS giver, ?::bigint AS about), moved AS (
        UPDATE notification_log AS notification
           SET user_id = moving.receiver, version = notification.version + 1
          FROM moving
         WHERE notification.user_id = moving.giver
           AND (moving.about IS NULL OR notification.character_id = moving.about)
           AND NOT EXISTS (SELECT FROM notification_log AS known
                            WHERE known.user_id = moving.receiver
                              AND known.dedup_key = notification.dedup_key)
        RETURNING notification.id, notification.status
      )
      SELECT id FROM moved WHERE status = 'pending'
      """;

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
  public List<Notification> find(Set<NotificationId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT n FROM NotificationRow n WHERE n.id IN :ids", NotificationRow.class)
                .setParameter("ids", ids.stream().map(NotificationId::value).toList())
                .getResultStream()
                .map(NotificationRow::toDomain)
                .toList());
  }

  @Override
  public Optional<Notification> find(UserId user, DedupKey key) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT n FROM NotificationRow n"
                        + " WHERE n.userId = :user AND n.dedupKey = :key",
                    NotificationRow.class)
                .setParameter("user", user.value())
                .setParameter("key", key.value())
                .getResultStream()
                .findFirst()
                .map(NotificationRow::toDomain));
  }

  @Override
  public NotificationPage page(NotificationQuery query) {
    Page<NotificationRow> page =
        Page.of("notification_log", NotificationRow.class)
            .where("user_id", "=", query.user().map(UserId::value))
            .where("status", "=", query.status().map(Codes::of))
            .where("type", "=", query.kind().map(Codes::of))
            .where("character_id", "=", query.character().map(CharacterId::value))
            .where("created_at", ">=", query.from())
            .where("created_at", "<", query.until());
    query.after().ifPresent(last -> page.after(last.createdAt(), last.id().value()));
    return transactions.read(
        manager ->
            page.read(
                manager,
                query.limit(),
                NotificationRow::toDomain,
                (items, last) -> new NotificationPage(items, last.map(Position::of))));
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
  public Map<UserId, Long> unreadCounts(Set<UserId> users) {
    if (users.isEmpty()) {
      return Map.of();
    }
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT n.userId, COUNT(n) FROM NotificationRow n"
                        + " WHERE n.userId IN :users AND n.status = :sent GROUP BY n.userId",
                    Object[].class)
                .setParameter("users", users.stream().map(UserId::value).toList())
                .setParameter("sent", Codes.of(NotificationStatus.SENT))
                .getResultStream()
                .collect(
                    Collectors.toMap(row -> new UserId((String) row[0]), row -> (Long) row[1])));
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
  public List<NotificationId> markAllRead(UserId user, Instant now) {
    // A query that changes something is none to EclipseLink, which may run it outside.
    return transactions.query(
        MARK_ALL_READ,
        row -> new NotificationId(row.getString(1)),
        now.atOffset(ZoneOffset.UTC),
        user.value());
  }

  @Override
  public List<NotificationId> move(UserId from, UserId to, Optional<CharacterId> about) {
    return transactions.query(
        MOVE,
        row -> new NotificationId(row.getString(1)),
        to.value(),
        from.value(),
        about.map(CharacterId::value).orElse(null));
  }

  @Override
  public int removeReadBefore(Instant instant, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(
                manager,
                "notification_log",
                "read_at",
                "status = 'read' AND read_at < ?1",
                instant,
                limit));
  }
}
