package dev.evenomad.domain.notification;

import dev.evenomad.domain.notification.NotificationQuery.Position;
import java.util.List;
import java.util.Optional;

/**
 * A page of notifications, the newest first.
 *
 * @param next where the next page begins; empty if this is the last
 */
public record NotificationPage(List<Notification> items, Optional<Position> next) {
  public NotificationPage {
    items = List.copyOf(items);
  }
}
