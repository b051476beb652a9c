package dev.evenomad.application.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;
import java.time.Clock;
import java.util.Optional;

/** A pilot's notifications: listing, counting and marking them as read. Thread-safe. */
public final class Inbox {

  private final Notifications notifications;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public Inbox(Notifications notifications, Transactions transactions, Clock clock) {
    this.notifications = notifications;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A page of the user's own notifications, the newest first, whoever's the query asks for. */
  public NotificationPage page(UserId user, NotificationQuery query) {
    return notifications.page(query.ofUser(user));
  }

  /** How many are sent and not read. */
  public long unreadCount(UserId user) {
    return notifications.unreadCount(user);
  }

  /** Marks one notification as read; one that is read already stays as it is. */
  public ReadOutcome markRead(UserId user, NotificationId id) {
    return transactions.call(
        () -> {
          Optional<Notification> own =
              notifications.find(id).filter(found -> found.user().equals(user));
          if (own.isEmpty()) {
            return new ReadOutcome.NotFound();
          }
          Notification found = own.get();
          if (!found.readable()) {
            return new ReadOutcome.NotSent(found);
          }
          Notification read = found.read(clock.instant());
          if (!read.equals(found)) {
            notifications.save(read);
          }
          return new ReadOutcome.Read(read);
        });
  }

  /**
   * Marks all that are sent as read.
   *
   * @return how many
   */
  public int markAllRead(UserId user) {
    return notifications.markAllRead(user, clock.instant());
  }

  /** What came of marking one as read. */
  public sealed interface ReadOutcome {
    /** It is read now. */
    record Read(Notification notification) implements ReadOutcome {}

    /** The user has no such notification. */
    record NotFound() implements ReadOutcome {}

    /** It is still on its way, or has failed. */
    record NotSent(Notification notification) implements ReadOutcome {}
  }
}
