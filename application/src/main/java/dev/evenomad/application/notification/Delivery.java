package dev.evenomad.application.notification;

import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The payload of a push delivery: what is left to do.
 *
 * @param remaining the sessions still to be reached; empty before the first try, which reaches all
 *     that are open then
 * @param accepted how many devices have it already
 */
record Delivery(NotificationId notification, Optional<Set<SessionId>> remaining, long accepted) {

  JsonValue toJson() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("notificationId", JsonValue.of(notification.value()));
    remaining.ifPresent(
        sessions ->
            members.put(
                "remainingSessionIds",
                JsonValue.of(
                    sessions.stream().map(SessionId::value).sorted().map(JsonValue::of).toList())));
    members.put("accepted", JsonValue.of(accepted));
    return new JsonObject(members);
  }

  /** Reads what {@link #toJson} wrote; empty if it is something else. */
  static Optional<Delivery> parse(JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      return Optional.empty();
    }
    Optional<Set<SessionId>> remaining =
        object.members().get("remainingSessionIds") instanceof JsonArray sessions
            ? Optional.of(
                sessions.items().stream()
                    .filter(JsonString.class::isInstance)
                    .map(id -> new SessionId(((JsonString) id).value()))
                    .collect(Collectors.toSet()))
            : Optional.empty();
    long accepted =
        object.members().get("accepted") instanceof JsonNumber number
            ? number.value().longValue()
            : 0;
    return object
        .string("notificationId")
        .map(id -> new Delivery(new NotificationId(id), remaining, accepted));
  }
}
