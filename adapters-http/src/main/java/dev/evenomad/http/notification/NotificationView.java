package dev.evenomad.http.notification;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.http.answer.StoredJson;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert to the pilot, and what became of it.
 *
 * @param id identifies the notification
 * @param characterId EVE's id of the character that it is about; null if about the account
 * @param kind what it is about, such as skill_complete
 * @param title one line
 * @param body one or two lines; may be empty
 * @param data ids for deep links
 * @param status pending, sent, read or failed
 * @param error why it reached no device; null unless failed
 * @param createdAt when it came to be
 * @param sentAt when it was sent; null if it was not
 * @param readAt when it was marked as read; null if it was not
 */
@Serdeable.Serializable
@Schema(name = "Notification")
public record NotificationView(
    String id,
    @Nullable Long characterId,
    @Schema(ref = "#/components/schemas/NotificationKind") String kind,
    String title,
    String body,
    @Schema(ref = "#/components/schemas/NotificationData") JsonNode data,
    @Schema(ref = "#/components/schemas/NotificationStatus") String status,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant readAt) {

  /** As it is stored. */
  public static NotificationView of(Notification notification) {
    return new NotificationView(
        notification.id().value(),
        notification.character().map(CharacterId::value).orElse(null),
        notification.kind().code(),
        notification.title(),
        notification.body(),
        StoredJson.of(notification.data()),
        notification.status().code(),
        notification.error().orElse(null),
        notification.createdAt(),
        notification.sentAt().orElse(null),
        notification.readAt().orElse(null));
  }
}
