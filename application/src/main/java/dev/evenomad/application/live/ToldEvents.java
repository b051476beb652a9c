package dev.evenomad.application.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents.Entry;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.Notifications;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what live events are about: of any number of them with two questions. Thread-safe. */
final class ToldEvents {

  private final Notifications notifications;

  ToldEvents(Notifications notifications) {
    this.notifications = notifications;
  }

  /**
   * The messages for each user, in order. A notification that changed several times is told once,
   * as it is now; one that is gone is not.
   */
  Map<UserId, List<LiveMessage>> messages(List<Entry> entries) {
    Map<NotificationId, Entry> latest = new HashMap<>();
    Set<UserId> counted = new HashSet<>();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case LiveEvent.NotificationChanged changed -> {
          latest.put(changed.notification(), entry);
          counted.add(changed.user());
        }
        case LiveEvent.NotificationsRead read -> counted.add(read.user());
        case LiveEvent.CharacterSynced synced -> {}
        case LiveEvent.JobEnded ended -> {}
      }
    }
    Known known = known(latest.keySet(), counted);
    Map<UserId, List<LiveMessage>> messages = new HashMap<>();
    for (Entry entry : entries) {
      message(entry, latest, known)
          .ifPresent(
              message ->
                  messages
                      .computeIfAbsent(entry.event().user(), any -> new ArrayList<>())
                      .add(message));
    }
    return messages;
  }

  private Known known(Set<NotificationId> ids, Set<UserId> users) {
    return new Known(
        ids.isEmpty()
            ? Map.of()
            : notifications.find(ids).stream()
                .collect(Collectors.toMap(Notification::id, Function.identity())),
        users.isEmpty() ? Map.of() : notifications.unreadCounts(users));
  }

  private static Optional<LiveMessage> message(
      Entry entry, Map<NotificationId, Entry> latest, Known known) {
    return switch (entry.event()) {
      case LiveEvent.NotificationChanged changed ->
          Optional.ofNullable(known.notifications.get(changed.notification()))
              .filter(any -> entry.equals(latest.get(changed.notification())))
              .map(
                  notification ->
                      new LiveMessage.NotificationIs(
                          entry.position(), notification, known.unread(changed.user())));
      case LiveEvent.NotificationsRead read ->
          Optional.of(
              new LiveMessage.NotificationsAreRead(
                  entry.position(), read, known.unread(read.user())));
      case LiveEvent.CharacterSynced synced ->
          Optional.of(new LiveMessage.CharacterIsSynced(entry.position(), synced));
      case LiveEvent.JobEnded ended ->
          Optional.of(new LiveMessage.JobIsOver(entry.position(), ended));
    };
  }

  /** What the stores say now. */
  private record Known(Map<NotificationId, Notification> notifications, Map<UserId, Long> unread) {
    long unread(UserId user) {
      return unread.getOrDefault(user, 0L);
    }
  }
}
