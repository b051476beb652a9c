package dev.evenomad.testkit.memory;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@link Notifications} in memory. */
final class InMemoryNotifications implements Notifications {

  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::createdAt)
          .thenComparing(position -> position.id().value())
          .reversed();

  private final Tables tables;

  InMemoryNotifications(Tables tables) {
    this.tables = tables;
  }

  @Override
  public boolean addIfNew(Notification notification) {
    return tables.transactions.call(
        () -> {
          tables.requireUser(notification.user());
          boolean isNew = find(notification.user(), notification.dedupKey()).isEmpty();
          if (isNew) {
            tables.notifications.insert(notification);
          }
          return isNew;
        });
  }

  @Override
  public Optional<Notification> find(NotificationId id) {
    return tables.notifications.find(id);
  }

  @Override
  public List<Notification> find(Set<NotificationId> ids) {
    return tables.notifications.select(notification -> ids.contains(notification.id()));
  }

  @Override
  public Optional<Notification> find(UserId user, DedupKey key) {
    return tables
        .notifications
        .select(known -> known.user().equals(user) && known.dedupKey().equals(key))
        .stream()
        .findFirst();
  }

  @Override
  public NotificationPage page(NotificationQuery query) {
    List<Notification> rest =
        tables.notifications.select(admittedBy(query)).stream()
            .sorted(Comparator.comparing(Position::of, NEWEST_FIRST))
            .limit(query.limit() + 1L)
            .toList();
    return rest.size() <= query.limit()
        ? new NotificationPage(rest, Optional.empty())
        : new NotificationPage(
            rest.subList(0, query.limit()), Optional.of(Position.of(rest.get(query.limit() - 1))));
  }

  @Override
  public long unreadCount(UserId user) {
    return unread(user).size();
  }

  @Override
  public Map<UserId, Long> unreadCounts(Set<UserId> users) {
    return tables
        .notifications
        .select(
            notification ->
                users.contains(notification.user())
                    && notification.status() == NotificationStatus.SENT)
        .stream()
        .collect(Collectors.groupingBy(Notification::user, Collectors.counting()));
  }

  @Override
  public void save(Notification notification) {
    tables.notifications.update(notification);
  }

  @Override
  public List<NotificationId> markAllRead(UserId user, Instant now) {
    return tables.transactions.call(
        () -> {
          List<Notification> unread = unread(user);
          unread.forEach(notification -> tables.notifications.update(notification.read(now)));
          return unread.stream().map(Notification::id).toList();
        });
  }

  @Override
  public List<NotificationId> move(UserId from, UserId to, Optional<CharacterId> about) {
    return tables.transactions.call(
        () -> {
          tables.requireUser(to);
          List<Notification> moved =
              tables.notifications.select(
                  notification ->
                      notification.user().equals(from)
                          && (about.isEmpty() || about.equals(notification.character()))
                          && find(to, notification.dedupKey()).isEmpty());
          moved.forEach(notification -> tables.notifications.update(ownedBy(to, notification)));
          return moved.stream()
              .filter(notification -> notification.status() == NotificationStatus.PENDING)
              .map(Notification::id)
              .toList();
        });
  }

  private static Notification ownedBy(UserId user, Notification moved) {
    return new Notification(
        moved.id(),
        user,
        moved.character(),
        moved.kind(),
        moved.title(),
        moved.body(),
        moved.data(),
        moved.status(),
        moved.sentAt(),
        moved.readAt(),
        moved.error(),
        moved.dedupKey(),
        moved.createdAt(),
        moved.version());
  }

  @Override
  public int removeReadBefore(Instant instant, int limit) {
    return tables.notifications.removeEarliest(
        notification -> notification.readAt().filter(read -> read.isBefore(instant)).isPresent(),
        notification -> notification.readAt().orElseThrow(),
        limit);
  }

  private List<Notification> unread(UserId user) {
    return tables.notifications.select(
        notification ->
            notification.user().equals(user) && notification.status() == NotificationStatus.SENT);
  }

  private static Predicate<Notification> admittedBy(NotificationQuery query) {
    return notification ->
        query.user().map(notification.user()::equals).orElse(true)
            && query.status().map(notification.status()::equals).orElse(true)
            && query.kind().map(notification.kind()::equals).orElse(true)
            && (query.character().isEmpty() || query.character().equals(notification.character()))
            && query.from().map(from -> !notification.createdAt().isBefore(from)).orElse(true)
            && query.until().map(notification.createdAt()::isBefore).orElse(true)
            && query
                .after()
                .map(last -> NEWEST_FIRST.compare(Position.of(notification), last) > 0)
                .orElse(true);
  }
}
