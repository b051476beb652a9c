package dev.evenomad.domain.notification;

import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.sync.CharacterEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides which events become alerts, and when their pushes go out. Pure functions. */
public final class NotificationPolicy {

  private NotificationPolicy() {}

  /**
   * What to make of {@code event}.
   *
   * @return empty if the pilot does not want to know
   */
  public static Optional<Alert> decide(
      CharacterEvent event, NotificationPreferences preferences, Instant now) {
    NotificationKind kind = kindOf(event);
    if (!preferences.want(kind, event.character())) {
      return Optional.empty();
    }
    Instant pushAt = preferences.quietHours().map(quiet -> quiet.pushAt(now)).orElse(now);
    return Optional.of(new Alert(kind, DedupKey.of(event), dataOf(event, kind), pushAt));
  }

  private static NotificationKind kindOf(CharacterEvent event) {
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done -> NotificationKind.SKILL_COMPLETE;
      case CharacterEvent.ReauthorizationNeeded lost -> NotificationKind.REAUTHORIZATION_NEEDED;
    };
  }

  private static JsonObject dataOf(CharacterEvent event, NotificationKind kind) {
    Map<String, JsonValue> data = new LinkedHashMap<>();
    data.put("type", JsonValue.of(kind.code()));
    data.put("characterId", JsonValue.of(event.character().value()));
    switch (event) {
      case CharacterEvent.SkillTrainingCompleted done -> {
        data.put("skillId", JsonValue.of(done.skill().value()));
        data.put("level", JsonValue.of(done.level().value()));
        data.put("finishedAt", JsonValue.of(done.finishedAt().toString()));
      }
      case CharacterEvent.ReauthorizationNeeded lost ->
          data.put("since", JsonValue.of(lost.since().toString()));
    }
    return new JsonObject(data);
  }

  /**
   * An alert that is wanted.
   *
   * @param pushAt not before this moment; the notification itself exists at once
   */
  public record Alert(NotificationKind kind, DedupKey dedupKey, JsonObject data, Instant pushAt) {}
}
