package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert to a pilot, and what became of it. Immutable; every verb returns a new value and refuses
 * steps that the lifecycle does not have. Texts are {@linkplain WellFormedText well-formed}.
 *
 * @param character whom it is about; empty if about the account
 * @param title one line
 * @param data ids for deep links
 * @param sentAt present once {@link NotificationStatus#SENT} or {@link NotificationStatus#READ}
 * @param readAt present if {@link NotificationStatus#READ}
 * @param error present if {@link NotificationStatus#FAILED}
 * @param dedupKey unique among the user's notifications
 * @param version counts the stored changes; 0 if it was never stored
 */
public record Notification(
    NotificationId id,
    UserId user,
    Optional<CharacterId> character,
    NotificationKind kind,
    String title,
    String body,
    JsonObject data,
    NotificationStatus status,
    Optional<Instant> sentAt,
    Optional<Instant> readAt,
    Optional<String> error,
    DedupKey dedupKey,
    Instant createdAt,
    long version) {

  public Notification {
    if (title.isBlank()) {
      throw new IllegalArgumentException("a notification has a title");
    }
    WellFormedText.require("the title of a notification", title);
    WellFormedText.require("the body of a notification", body);
    error.ifPresent(why -> WellFormedText.require("the error of a notification", why));
    boolean consistent =
        switch (status) {
          case PENDING -> sentAt.isEmpty() && readAt.isEmpty() && error.isEmpty();
          case SENT -> sentAt.isPresent() && readAt.isEmpty() && error.isEmpty();
          case READ -> sentAt.isPresent() && readAt.isPresent() && error.isEmpty();
          case FAILED -> sentAt.isEmpty() && readAt.isEmpty() && error.isPresent();
        };
    if (!consistent) {
      throw new IllegalArgumentException(
          "times and error of notification " + id + " do not fit its status " + status);
    }
  }

  /** A new alert that waits to be sent. */
  public static Notification pending(
      NotificationId id,
      UserId user,
      Optional<CharacterId> character,
      NotificationKind kind,
      AlertText text,
      JsonObject data,
      DedupKey dedupKey,
      Instant now) {
    return new Notification(
        id,
        user,
        character,
        kind,
        text.title(),
        text.body(),
        data,
        NotificationStatus.PENDING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        dedupKey,
        now,
        0);
  }

  /**
   * The same notification, accepted by the push service. One that is sent or read already stays as
   * it is: a second device got it too.
   *
   * @throws IllegalStateException if it has failed
   */
  public Notification sent(Instant now) {
    return switch (status) {
      case PENDING ->
          with(NotificationStatus.SENT, Optional.of(now), Optional.empty(), Optional.empty());
      case SENT, READ -> this;
      case FAILED -> throw refused("sent");
    };
  }

  /**
   * The same notification, seen by the pilot. One that is read already stays as it is.
   *
   * @throws IllegalStateException if it was never sent
   */
  public Notification read(Instant now) {
    return switch (status) {
      case SENT -> with(NotificationStatus.READ, sentAt, Optional.of(now), Optional.empty());
      case READ -> this;
      case PENDING, FAILED -> throw refused("read");
    };
  }

  /**
   * The same notification, refused for every device.
   *
   * @param why without secrets
   * @throws IllegalStateException unless it is pending
   */
  public Notification failed(String why) {
    return switch (status) {
      case PENDING ->
          with(NotificationStatus.FAILED, Optional.empty(), Optional.empty(), Optional.of(why));
      case SENT, READ, FAILED -> throw refused("failed");
    };
  }

  /** Whether the pilot can mark it as read: it was sent. */
  public boolean readable() {
    return switch (status) {
      case SENT, READ -> true;
      case PENDING, FAILED -> false;
    };
  }

  private Notification with(
      NotificationStatus newStatus,
      Optional<Instant> newSentAt,
      Optional<Instant> newReadAt,
      Optional<String> newError) {
    return new Notification(
        id, user, character, kind, title, body, data, newStatus, newSentAt, newReadAt, newError,
        dedupKey, createdAt, version);
  }

  private IllegalStateException refused(String step) {
    return new IllegalStateException(
        "notification " + id + " is " + status.code() + " and cannot become " + step);
  }
}
