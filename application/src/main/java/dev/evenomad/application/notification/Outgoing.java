package dev.evenomad.application.notification;

import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.notification.AlertText;
import dev.evenomad.domain.notification.AlertTexts;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.PushToken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a delivery says, to whichever device.
 *
 * @param unread how many alerts the pilot has not read once this has arrived
 */
record Outgoing(Content content, Map<String, String> data, String collapseKey, long unread) {

  /** So many ids have room in a push; an app asks for the rest. */
  private static final int MOST_IDS = 50;

  /** One alert as it stands. */
  static Outgoing alone(Notification alert, long unread) {
    return new Outgoing(
        new Content.Alert(alert.kind(), alert.title(), alert.body()),
        texts(alert),
        alert.id().value(),
        unread);
  }

  /** Several alerts as one. */
  static Outgoing digest(List<Notification> alerts, String key, AlertTexts texts, long unread) {
    Optional<NotificationKind> kind = common(alerts, alert -> Optional.of(alert.kind()));
    AlertText text = texts.ofDigest(alerts);
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", kind.map(NotificationKind::code).orElse("digest"));
    data.put("count", Integer.toString(alerts.size()));
    data.put("notificationIds", ids(alerts.stream().map(Notification::id).toList()));
    common(alerts, Notification::character)
        .ifPresent(character -> data.put("characterId", character.toString()));
    return new Outgoing(new Content.Alert(kind, text.title(), text.body()), data, key, unread);
  }

  /** Takes those alerts away; all, if there are none. */
  static Outgoing closing(List<NotificationId> alerts, String key, long unread) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", "closed");
    if (alerts.isEmpty() || alerts.size() > MOST_IDS) {
      data.put("all", "true");
    } else {
      data.put("notificationIds", ids(alerts));
    }
    return new Outgoing(new Content.Closing(), data, key, unread);
  }

  /** This, for that device. */
  PushMessage to(PushToken token, Device device, Duration timeToLive) {
    return new PushMessage(token, device.type(), content, data, collapseKey, timeToLive, unread);
  }

  private static String ids(List<NotificationId> alerts) {
    return alerts.stream()
        .limit(MOST_IDS)
        .map(NotificationId::value)
        .collect(Collectors.joining(","));
  }

  /** What is the same for all of them, if anything is. */
  private static <T> Optional<T> common(
      List<Notification> alerts, Function<Notification, Optional<T>> what) {
    List<Optional<T>> different = alerts.stream().map(what).distinct().limit(2).toList();
    return different.size() == 1 ? different.getFirst() : Optional.empty();
  }

  /** Push services take texts only; what is no scalar has no place in a push. */
  private static Map<String, String> texts(Notification alert) {
    Map<String, String> texts = new LinkedHashMap<>();
    alert
        .data()
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonString text) {
                texts.put(name, text.value());
              } else if (value instanceof JsonNumber number) {
                texts.put(name, number.value().toPlainString());
              }
            });
    texts.put("notificationId", alert.id().value());
    return texts;
  }
}
