package dev.evenomad.http.notification;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.notification.Inbox;
import dev.evenomad.application.notification.RaiseAlerts;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Cursor;
import dev.evenomad.http.request.Idempotency;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.request.Paging;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Controller("/v1/notifications")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Tag(name = "Notifications")
@MayAnswer.Unauthorized
final class NotificationController {

  private final Idempotency idempotency;
  private final Inbox inbox;
  private final RaiseAlerts alerts;

  NotificationController(Nomad nomad, Idempotency idempotency) {
    this.idempotency = idempotency;
    this.inbox = nomad.inbox();
    this.alerts = nomad.raiseAlerts();
  }

  /**
   * Lists notifications, the newest first.
   *
   * @param status only those with that status
   * @param kind only those of that kind
   * @param characterId only those about that character
   * @param cursor where to go on: nextCursor of the page before
   * @param limit at most so many; 50 if it is not given
   * @return a page
   */
  @Get
  @MayAnswer.BadRequest
  NotificationsView listNotifications(
      Caller caller,
      @QueryValue @Parameter(schema = @Schema(ref = "#/components/schemas/NotificationStatus"))
          @Nullable String status,
      @QueryValue @Parameter(schema = @Schema(ref = "#/components/schemas/NotificationKind"))
          @Nullable String kind,
      @QueryValue @Parameter(schema = @Schema(type = "integer", format = "int64", minimum = "1"))
          @Nullable String characterId,
      @QueryValue @Nullable String cursor,
      @QueryValue
          @Parameter(
              schema =
                  @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "50"))
          @Nullable String limit) {
    return NotificationsView.of(
        inbox.page(
            caller.user(),
            new NotificationQuery(
                Optional.of(caller.user()),
                Input.optional("status", status).map(one -> one.oneOf(NotificationStatus.class)),
                Input.optional("kind", kind).map(one -> one.oneOf(NotificationKind.class)),
                Input.optional("characterId", characterId)
                    .map(
                        id ->
                            id.as(
                                "a positive whole number",
                                text -> new CharacterId(Long.parseLong(text)))),
                Optional.empty(),
                Optional.empty(),
                Paging.after(cursor, NotificationController::place),
                Paging.limit(limit, NotificationQuery.MAX_LIMIT))));
  }

  /**
   * Counts notifications that are sent and not read.
   *
   * @return how many
   */
  @Get("/unread-count")
  UnreadCountView countUnread(Caller caller) {
    return new UnreadCountView(inbox.unreadCount(caller.user()));
  }

  /**
   * Marks a notification as read. One that is read already stays as it is.
   *
   * @param id the notification's id
   * @return the notification as it is now
   */
  @Post("/{id}/read")
  @MayAnswer.NotFound
  @MayAnswer.Conflict
  NotificationView markNotificationRead(Caller caller, @PathVariable String id) {
    return switch (inbox.markRead(
        caller.user(), PathId.of(id, NotificationId::new), Optional.of(caller.sessionId()))) {
      case Inbox.ReadOutcome.Read read -> NotificationView.of(read.notification());
      case Inbox.ReadOutcome.NotFound missing -> throw Problem.notFound();
      case Inbox.ReadOutcome.NotSent early ->
          throw Problem.conflict(
              "notification_not_sent",
              "The notification is %s, and only what was sent can be read."
                  .formatted(early.notification().status().code()));
    };
  }

  /**
   * Marks all notifications that are sent as read.
   *
   * @return how many
   */
  @Post("/read")
  MarkedView markAllNotificationsRead(Caller caller) {
    return new MarkedView(inbox.markAllRead(caller.user(), Optional.of(caller.sessionId())));
  }

  /**
   * Sends a test alert to the account's devices, to see whether alerts arrive.
   *
   * @param idempotencyKey names the request, so that repeating it sends nothing twice
   */
  @Post("/test")
  @MayAnswer.BadRequest
  @MayAnswer.KeyInUse
  @ApiResponse(
      responseCode = "202",
      description = "The notification.",
      content = @Content(schema = @Schema(implementation = NotificationView.class)))
  HttpResponse<?> sendTestNotification(
      HttpRequest<?> request,
      Caller caller,
      @Header(Idempotency.HEADER) @Nullable String idempotencyKey) {
    return idempotency.answer(
        request,
        caller,
        idempotencyKey,
        () ->
            HttpResponse.accepted()
                .body(
                    alerts
                        .test(caller.user())
                        .map(NotificationView::of)
                        .orElseThrow(Problem::invalidToken)));
  }

  private static NotificationQuery.Position place(Cursor cursor) {
    return new NotificationQuery.Position(cursor.createdAt(), new NotificationId(cursor.id()));
  }
}
