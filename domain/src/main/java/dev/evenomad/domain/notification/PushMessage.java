package dev.evenomad.domain.notification;

import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is on its way to one device.
 *
 * @param data names and texts for the app; see {@link Notification#data()}
 * @param collapseKey two messages with the same key are shown as one, the later one
 * @param timeToLive how long it is worth delivering to a device that is away; positive
 * @param unread how many alerts the pilot has not read once this has arrived; for the number on the
 *     app's icon. Not negative
 */
public record PushMessage(
    PushToken to,
    DeviceType device,
    Content content,
    Map<String, String> data,
    String collapseKey,
    Duration timeToLive,
    long unread) {

  public PushMessage {
    data = Map.copyOf(data);
    if (collapseKey.isBlank()) {
      throw new IllegalArgumentException("a push has a collapse key");
    }
    if (!timeToLive.isPositive()) {
      throw new IllegalArgumentException("the time to live of a push is positive");
    }
    if (unread < 0) {
      throw new IllegalArgumentException("alerts that are not read are counted from zero");
    }
  }

  /** What the device is to do. */
  public sealed interface Content {

    /**
     * To show this.
     *
     * @param kind what it is about; empty for a digest of several kinds
     * @param title one line, not blank
     * @param body may be empty
     */
    record Alert(Optional<NotificationKind> kind, String title, String body) implements Content {
      public Alert {
        if (title.isBlank()) {
          throw new IllegalArgumentException("a push has a title");
        }
      }

      /** About one kind of thing. */
      public Alert(NotificationKind kind, String title, String body) {
        this(Optional.of(kind), title, body);
      }
    }

    /**
     * To take away, without a sound, the alerts whose ids are in {@code notificationIds} of the
     * data, separated by commas, or if {@code all} is {@code true} there, all of them: they were
     * read elsewhere, or are old news.
     */
    record Closing() implements Content {}
  }
}
