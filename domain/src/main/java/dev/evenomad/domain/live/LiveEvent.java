package dev.evenomad.domain.live;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.List;

/**
 * Something that the open apps of a user are told at once. Says which thing has changed; what a
 * notification says is found in its store. Immutable.
 */
public sealed interface LiveEvent {

  /** Whose apps are told. */
  UserId user();

  /** A notification came to be, or has another status now. */
  record NotificationChanged(UserId user, NotificationId notification) implements LiveEvent {}

  /**
   * Notifications were marked as read together.
   *
   * @param notifications 1 to {@value #MOST}
   */
  record NotificationsRead(UserId user, List<NotificationId> notifications, Instant at)
      implements LiveEvent {

    /** So many fit into one event. */
    public static final int MOST = 200;

    public NotificationsRead {
      notifications = List.copyOf(notifications);
      if (notifications.isEmpty() || notifications.size() > MOST) {
        throw new IllegalArgumentException("an event is about 1 to " + MOST + " notifications");
      }
    }
  }

  /** A reading of a character brought something new, or does not work as it did before. */
  record CharacterSynced(
      UserId user, CharacterId character, SyncKind kind, Outcome outcome, Instant at)
      implements LiveEvent {

    /** What came of it. */
    public enum Outcome {
      /** There is something new to see. */
      UPDATED,
      /** It works again, and nothing has changed meanwhile. */
      RECOVERED,
      /** It failed after it had worked; it is tried again. */
      FAILED,
      /** There is no grant for it any more, or a scope is missing: the pilot has to sign in. */
      PARKED
    }
  }

  /**
   * A reading that the pilot asked for is over.
   *
   * @param succeeded whether it was done, also if there was nothing new
   */
  record JobEnded(
      UserId user, JobId job, CharacterId character, SyncKind kind, boolean succeeded, Instant at)
      implements LiveEvent {}
}
