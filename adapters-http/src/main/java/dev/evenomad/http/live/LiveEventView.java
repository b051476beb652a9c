package dev.evenomad.http.live;

import dev.evenomad.application.live.LiveMessage;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.http.notification.NotificationView;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The data of an event in the live stream; its type is also the name of the event. */
@Schema(
    name = "LiveEvent",
    description = "The data of an event in the live stream. Its type is also the event's name.",
    discriminatorProperty = "type",
    discriminatorMapping = {
      @DiscriminatorMapping(value = "ready", schema = LiveEventView.Ready.class),
      @DiscriminatorMapping(value = "reset", schema = LiveEventView.Reset.class),
      @DiscriminatorMapping(value = "notification", schema = LiveEventView.OfNotification.class),
      @DiscriminatorMapping(
          value = "notifications_read",
          schema = LiveEventView.NotificationsRead.class),
      @DiscriminatorMapping(value = "sync", schema = LiveEventView.Sync.class),
      @DiscriminatorMapping(value = "job", schema = LiveEventView.OfJob.class)
    },
    oneOf = {
      LiveEventView.Ready.class,
      LiveEventView.Reset.class,
      LiveEventView.OfNotification.class,
      LiveEventView.NotificationsRead.class,
      LiveEventView.Sync.class,
      LiveEventView.OfJob.class
    })
sealed interface LiveEventView {

  /** The name of the event. */
  String type();

  /** What a message says. */
  static LiveEventView of(LiveMessage message) {
    return switch (message) {
      case LiveMessage.Ready _ -> new Ready("ready");
      case LiveMessage.Reset _ -> new Reset("reset");
      case LiveMessage.NotificationIs is ->
          new OfNotification("notification", NotificationView.of(is.notification()), is.unread());
      case LiveMessage.NotificationsAreRead are ->
          new NotificationsRead(
              "notifications_read",
              are.read().notifications().stream().map(NotificationId::value).toList(),
              are.read().at(),
              are.unread());
      case LiveMessage.CharacterIsSynced(var _, LiveEvent.CharacterSynced synced) ->
          new Sync(
              "sync",
              synced.character().value(),
              synced.kind().code(),
              synced.outcome().name().toLowerCase(Locale.ROOT),
              synced.at());
      case LiveMessage.JobIsOver(var _, LiveEvent.JobEnded ended) ->
          new OfJob(
              "job",
              ended.job().value(),
              ended.character().value(),
              ended.kind().code(),
              ended.succeeded() ? "completed" : "failed",
              ended.at());
    };
  }

  /**
   * The stream is open, and everything from here on is going to be told.
   *
   * @param type ready
   */
  @Serdeable.Serializable
  @Schema(name = "ReadyEvent")
  record Ready(@Schema(type = "string", allowableValues = "ready") String type)
      implements LiveEventView {}

  /**
   * The stream is open, but what came after Last-Event-ID is not known any more: read afresh what
   * you show.
   *
   * @param type reset
   */
  @Serdeable.Serializable
  @Schema(name = "ResetEvent")
  record Reset(@Schema(type = "string", allowableValues = "reset") String type)
      implements LiveEventView {}

  /**
   * A notification is new, or its status has changed. One that is known is to be replaced.
   *
   * @param type notification
   * @param notification as it is now
   * @param unread how many notifications are sent and not read now
   */
  @Serdeable.Serializable
  @Schema(name = "NotificationEvent")
  record OfNotification(
      @Schema(type = "string", allowableValues = "notification") String type,
      NotificationView notification,
      long unread)
      implements LiveEventView {}

  /**
   * Notifications were marked as read together.
   *
   * @param type notifications_read
   * @param notificationIds which
   * @param readAt when
   * @param unread how many notifications are sent and not read now
   */
  @Serdeable.Serializable
  @Schema(name = "NotificationsReadEvent")
  record NotificationsRead(
      @Schema(type = "string", allowableValues = "notifications_read") String type,
      List<String> notificationIds,
      Instant readAt,
      long unread)
      implements LiveEventView {}

  /**
   * There is something new to read of a character, or reading it does not work as it did before.
   *
   * @param type sync
   * @param characterId EVE's id of the character
   * @param kind what was read
   * @param outcome updated: there is something new; recovered: it works again, nothing is new;
   *     failed: EVE could not be read, which is tried again; parked: the pilot has to sign in with
   *     the character again
   * @param at when it was read
   */
  @Serdeable.Serializable
  @Schema(name = "SyncEvent")
  record Sync(
      @Schema(type = "string", allowableValues = "sync") String type,
      long characterId,
      @Schema(ref = "#/components/schemas/SyncKind") String kind,
      @Schema(ref = "#/components/schemas/SyncNews") String outcome,
      Instant at)
      implements LiveEventView {}

  /**
   * A reading that was asked for is over.
   *
   * @param type job
   * @param jobId identifies the job
   * @param characterId EVE's id of the character that was to be read
   * @param kind what was to be read
   * @param status completed or failed
   * @param at when it ended
   */
  @Serdeable.Serializable
  @Schema(name = "JobEvent")
  record OfJob(
      @Schema(type = "string", allowableValues = "job") String type,
      String jobId,
      long characterId,
      @Schema(ref = "#/components/schemas/SyncKind") String kind,
      @Schema(ref = "#/components/schemas/JobEnding") String status,
      Instant at)
      implements LiveEventView {}
}
