package dev.evenomad.domain.notification;

import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.Map;

/**
 * An alert on its way to one device.
 *
 * @param title one line, not blank
 * @param data names and texts for the app; see {@link Notification#data()}
 * @param collapseKey two messages with the same key are shown as one, the later one
 * @param timeToLive how long it is worth delivering to a device that is away; positive
 */
public record PushMessage(
    PushToken to,
    DeviceType device,
    NotificationKind kind,
    String title,
    String body,
    Map<String, String> data,
    String collapseKey,
    Duration timeToLive) {
  public PushMessage {
    data = Map.copyOf(data);
    if (title.isBlank() || collapseKey.isBlank()) {
      throw new IllegalArgumentException("a push has a title and a collapse key");
    }
    if (!timeToLive.isPositive()) {
      throw new IllegalArgumentException("the time to live of a push is positive");
    }
  }
}
