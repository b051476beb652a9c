package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** How live events are kept: a type, and JSON. */
final class LiveEventForm {

  /** Also written by {@link JdbcDeliveries}. */
  static final String NOTIFICATION_CHANGED = "notification_changed";

  /** The member that names the notification; also written by {@link JdbcDeliveries}. */
  static final String NOTIFICATION = "notification";

  private static final String NOTIFICATIONS_READ = "notifications_read";
  private static final String CHARACTER_SYNCED = "character_synced";
  private static final String JOB_ENDED = "job_ended";

  private LiveEventForm() {}

  static String type(LiveEvent event) {
    return switch (event) {
      case LiveEvent.NotificationChanged _ -> NOTIFICATION_CHANGED;
      case LiveEvent.NotificationsRead _ -> NOTIFICATIONS_READ;
      case LiveEvent.CharacterSynced _ -> CHARACTER_SYNCED;
      case LiveEvent.JobEnded _ -> JOB_ENDED;
    };
  }

  static JsonObject data(LiveEvent event) {
    return new JsonObject(
        switch (event) {
          case LiveEvent.NotificationChanged changed ->
              Map.of(NOTIFICATION, JsonValue.of(changed.notification().value()));
          case LiveEvent.NotificationsRead read ->
              Map.of(
                  "notifications",
                  JsonValue.of(
                      read.notifications().stream().map(id -> JsonValue.of(id.value())).toList()),
                  "at",
                  JsonValue.of(read.at().toString()));
          case LiveEvent.CharacterSynced synced ->
              Map.of(
                  "character", JsonValue.of(synced.character().value()),
                  "kind", JsonValue.of(Codes.of(synced.kind())),
                  "outcome", JsonValue.of(Codes.of(synced.outcome())),
                  "at", JsonValue.of(synced.at().toString()));
          case LiveEvent.JobEnded ended ->
              Map.of(
                  "job", JsonValue.of(ended.job().value()),
                  "character", JsonValue.of(ended.character().value()),
                  "kind", JsonValue.of(Codes.of(ended.kind())),
                  "succeeded", JsonValue.of(ended.succeeded()),
                  "at", JsonValue.of(ended.at().toString()));
        });
  }

  /** The event; empty if it is one of a type that another version wrote. */
  static Optional<LiveEvent> read(UserId user, String type, JsonObject data) {
    return switch (type) {
      case NOTIFICATION_CHANGED ->
          Optional.of(
              new LiveEvent.NotificationChanged(
                  user, new NotificationId(text(data, NOTIFICATION))));
      case NOTIFICATIONS_READ ->
          Optional.of(new LiveEvent.NotificationsRead(user, notifications(data), at(data)));
      case CHARACTER_SYNCED ->
          Optional.of(
              new LiveEvent.CharacterSynced(
                  user,
                  character(data),
                  Codes.parse(SyncKind.class, text(data, "kind")),
                  Codes.parse(LiveEvent.CharacterSynced.Outcome.class, text(data, "outcome")),
                  at(data)));
      case JOB_ENDED ->
          Optional.of(
              new LiveEvent.JobEnded(
                  user,
                  new JobId(text(data, "job")),
                  character(data),
                  Codes.parse(SyncKind.class, text(data, "kind")),
                  member(data, "succeeded", JsonBoolean.class, JsonBoolean::value),
                  at(data)));
      default -> Optional.empty();
    };
  }

  private static List<NotificationId> notifications(JsonObject data) {
    return member(data, "notifications", JsonArray.class, JsonArray::items).stream()
        .map(id -> new NotificationId(((JsonString) id).value()))
        .toList();
  }

  private static CharacterId character(JsonObject data) {
    return new CharacterId(
        member(data, "character", JsonNumber.class, JsonNumber::value).longValueExact());
  }

  private static Instant at(JsonObject data) {
    return Instant.parse(text(data, "at"));
  }

  private static String text(JsonObject data, String name) {
    return member(data, name, JsonString.class, JsonString::value);
  }

  private static <J extends JsonValue, T> T member(
      JsonObject data, String name, Class<J> type, Function<J, T> value) {
    return value.apply(type.cast(Objects.requireNonNull(data.members().get(name), name)));
  }
}
