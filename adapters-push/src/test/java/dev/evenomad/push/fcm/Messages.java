package dev.evenomad.push.fcm;

import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Messages for tests. */
final class Messages {
  static final String DEVICE_TOKEN = "dQw4w9WgXcQ:APA91bDeviceTokenOfThePilot";
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Messages() {}

  static PushMessage to(DeviceType device) {
    return with(device, "Skill complete", "Gunnery V finished", Map.of("type", "skill_complete"));
  }

  static PushMessage with(DeviceType device, String title, String body, Map<String, String> data) {
    return with(device, title, body, data, "skill:2112000001:3300:5", Duration.ofHours(24));
  }

  static PushMessage with(
      DeviceType device,
      String title,
      String body,
      Map<String, String> data,
      String collapseKey,
      Duration timeToLive) {
    return message(
        device,
        new Content.Alert(NotificationKind.SKILL_COMPLETE, title, body),
        data,
        collapseKey,
        timeToLive,
        7);
  }

  /** An alert of {@code kind}, or a digest. */
  static PushMessage about(DeviceType device, Optional<NotificationKind> kind) {
    return message(
        device, new Content.Alert(kind, "Title", "Body"), Map.of(), "key", Duration.ofHours(24), 7);
  }

  static PushMessage withUnread(DeviceType device, long unread) {
    return message(
        device,
        new Content.Alert(NotificationKind.EVE_MAIL_RECEIVED, "Title", "Body"),
        Map.of(),
        "key",
        Duration.ofHours(24),
        unread);
  }

  /** To take two alerts away. */
  static PushMessage closing(DeviceType device) {
    return message(
        device,
        new Content.Closing(),
        Map.of("notificationIds", "c1,c2"),
        "closing",
        Duration.ofHours(24),
        7);
  }

  static PushMessage message(
      DeviceType device,
      Content content,
      Map<String, String> data,
      String collapseKey,
      Duration timeToLive,
      long unread) {
    return new PushMessage(
        new PushToken(DEVICE_TOKEN), device, content, data, collapseKey, timeToLive, unread);
  }
}
