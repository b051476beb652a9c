package dev.evenomad.application.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.SessionId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a push delivery: what is left to do.
 *
 * @param notifications the alerts that are told together, or taken away; for the latter, empty
 *     means all
 * @param closing whether they are taken away
 * @param dueAt when they are to be told; they are news for a day from then on
 * @param remaining the sessions still to be reached; empty before the first try, which reaches all
 *     that are open then
 * @param accepted how many devices have it already
 */
record Delivery(
    UserId user,
    List<NotificationId> notifications,
    boolean closing,
    Instant dueAt,
    Optional<Set<SessionId>> remaining,
    long accepted) {

  Delivery {
    notifications = List.copyOf(notifications);
    if (notifications.isEmpty() && !closing) {
      throw new IllegalArgumentException("a delivery tells something");
    }
  }

  /** Tells those alerts to every device. */
  static Delivery of(UserId user, List<NotificationId> notifications, Instant dueAt) {
    return new Delivery(user, notifications, false, dueAt, Optional.empty(), 0);
  }

  /** Takes those alerts, or all, away from the devices of those sessions. */
  static Delivery closing(
      UserId user, List<NotificationId> notifications, Set<SessionId> devices, Instant now) {
    return new Delivery(user, notifications, true, now, Optional.of(devices), 0);
  }

  /** The same, and also {@code others}. */
  Delivery and(List<NotificationId> others) {
    return new Delivery(
        user,
        Stream.concat(notifications.stream(), others.stream()).distinct().toList(),
        closing,
        dueAt,
        remaining,
        accepted);
  }

  /** What is left after a try. */
  Delivery left(Set<SessionId> stillRemaining, long acceptedSoFar) {
    return new Delivery(
        user, notifications, closing, dueAt, Optional.of(stillRemaining), acceptedSoFar);
  }

  JsonValue toJson() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("userId", JsonValue.of(user.value()));
    members.put("notificationIds", texts(notifications.stream().map(NotificationId::value)));
    if (closing) {
      members.put("closing", JsonValue.of(true));
    }
    members.put("dueAt", JsonValue.of(dueAt.toString()));
    remaining.ifPresent(
        sessions ->
            members.put(
                "remainingSessionIds", texts(sessions.stream().map(SessionId::value).sorted())));
    members.put("accepted", JsonValue.of(accepted));
    return new JsonObject(members);
  }

  private static JsonValue texts(Stream<String> texts) {
    return JsonValue.of(texts.map(JsonValue::of).toList());
  }

  /** Reads what {@link #toJson} wrote; empty if it is something else. */
  static Optional<Delivery> parse(JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      return Optional.empty();
    }
    Map<String, JsonValue> members = object.members();
    Optional<List<NotificationId>> notifications =
        texts(members.get("notificationIds"))
            .map(ids -> ids.stream().map(NotificationId::new).toList());
    boolean closing = members.get("closing") instanceof JsonBoolean flag && flag.value();
    return object
        .string("userId")
        .flatMap(
            user ->
                notifications
                    .filter(ids -> closing || !ids.isEmpty())
                    .flatMap(
                        ids ->
                            instant(object.string("dueAt"))
                                .map(
                                    dueAt ->
                                        new Delivery(
                                            new UserId(user),
                                            ids,
                                            closing,
                                            dueAt,
                                            texts(members.get("remainingSessionIds"))
                                                .map(Delivery::sessions),
                                            accepted(members.get("accepted"))))));
  }

  private static Optional<List<String>> texts(@Nullable JsonValue json) {
    return json instanceof JsonArray array
        ? Optional.of(
            array.items().stream()
                .flatMap(
                    item -> item instanceof JsonString text ? Stream.of(text.value()) : Stream.of())
                .toList())
        : Optional.empty();
  }

  private static Set<SessionId> sessions(List<String> ids) {
    Set<SessionId> sessions = new LinkedHashSet<>();
    ids.forEach(id -> sessions.add(new SessionId(id)));
    return sessions;
  }

  private static long accepted(@Nullable JsonValue json) {
    return json instanceof JsonNumber number ? number.value().longValue() : 0;
  }

  private static Optional<Instant> instant(Optional<String> text) {
    try {
      return text.map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
