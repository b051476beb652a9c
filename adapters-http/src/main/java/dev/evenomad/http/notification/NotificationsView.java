package dev.evenomad.http.notification;

import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.http.request.Cursor;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of notifications.
 *
 * @param items the newest first
 * @param nextCursor for the parameter cursor of the next page; null if this is the last
 */
@Serdeable.Serializable
@Schema(name = "Notifications")
record NotificationsView(List<NotificationView> items, @Nullable String nextCursor) {

  static NotificationsView of(NotificationPage page) {
    return new NotificationsView(
        page.items().stream().map(NotificationView::of).toList(),
        page.next()
            .map(place -> new Cursor(place.createdAt(), place.id().value()).text())
            .orElse(null));
  }
}
