package dev.evenomad.application.live;

import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.Notification;

/** What an open app is told. Immutable. */
public sealed interface LiveMessage {

  /** Whoever has been told this goes on from here. */
  LivePosition position();

  /** The stream is open: whatever comes after this position is going to be told. */
  record Ready(LivePosition position) implements LiveMessage {}

  /**
   * The stream is open, but what came after the position that the app named is not known any more,
   * or too much to be told: it has to read afresh what it shows.
   */
  record Reset(LivePosition position) implements LiveMessage {}

  /**
   * A notification is new, or has another status.
   *
   * @param notification as it is now
   * @param unread how many notifications of the user are sent and not read now
   */
  record NotificationIs(LivePosition position, Notification notification, long unread)
      implements LiveMessage {}

  /**
   * Notifications were marked as read together.
   *
   * @param unread how many notifications of the user are sent and not read now
   */
  record NotificationsAreRead(LivePosition position, LiveEvent.NotificationsRead read, long unread)
      implements LiveMessage {}

  /** A character was read. */
  record CharacterIsSynced(LivePosition position, LiveEvent.CharacterSynced synced)
      implements LiveMessage {}

  /** A reading that the pilot asked for is over. */
  record JobIsOver(LivePosition position, LiveEvent.JobEnded ended) implements LiveMessage {}
}
