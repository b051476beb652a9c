package dev.evenomad.application.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvent.NotificationsRead;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pilot's notifications: listing, counting and marking them as read. Thread-safe. */
public final class Inbox {

  private final Notifications notifications;
  private final LiveEvents live;
  private final PlanPushes pushes;
  private final Transactions transactions;
  private final Clock clock;

  /** Over these ports. */
  public Inbox(
      Notifications notifications,
      LiveEvents live,
      Sessions sessions,
      Jobs jobs,
      Schedule schedule,
      Ids ids,
      Transactions transactions,
      Clock clock) {
    this.notifications = notifications;
    this.live = live;
    this.pushes = new PlanPushes(sessions, jobs, schedule, ids, clock);
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

  /**
   * Marks one notification as read, which takes it away from the user's other devices and is told
   * to open apps. One that is read already stays as it is.
   *
   * @param reader the session in which it was read; empty if in none
   */
  public ReadOutcome markRead(UserId user, NotificationId id, Optional<SessionId> reader) {
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
            live.add(List.of(new LiveEvent.NotificationChanged(user, id)), clock.instant());
            pushes.close(user, List.of(id), reader);
          }
          return new ReadOutcome.Read(read);
        });
  }

  /**
   * Marks all that are sent as read, which takes them away from the user's other devices.
   *
   * @param reader the session in which they were read; empty if in none
   * @return how many
   */
  public int markAllRead(UserId user, Optional<SessionId> reader) {
    return transactions.call(
        () -> {
          Instant now = clock.instant();
          List<NotificationId> read = notifications.markAllRead(user, now);
          if (!read.isEmpty()) {
            live.add(told(user, read, now), now);
            pushes.close(user, List.of(), reader);
          }
          return read.size();
        });
  }

  private static List<LiveEvent> told(UserId user, List<NotificationId> read, Instant now) {
    List<LiveEvent> told = new ArrayList<>();
    for (int from = 0; from < read.size(); from += NotificationsRead.MOST) {
      int until = Math.min(from + NotificationsRead.MOST, read.size());
      told.add(new NotificationsRead(user, read.subList(from, until), now));
    }
    return told;
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
