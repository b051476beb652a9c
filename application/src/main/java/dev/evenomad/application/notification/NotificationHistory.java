package dev.evenomad.application.notification;

import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.Notifications;

/**
 * Shows operators the notifications of all users: what waits, and what failed why. For pilots there
 * is {@link Inbox}. Thread-safe.
 */
public final class NotificationHistory {

  private final Notifications notifications;

  /** Over this port. */
  public NotificationHistory(Notifications notifications) {
    this.notifications = notifications;
  }

  /** A page of notifications, the newest first. */
  public NotificationPage page(NotificationQuery query) {
    return notifications.page(query);
  }
}
