package dev.evenomad.bootstrap.sandbox.fcm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How FCM treats messages to a registration token. */
public enum PushTokenState {
  /** Takes them. Every token begins like this. */
  VALID,
  /** The app is gone from the device. */
  UNREGISTERED,
  /** The token is another Firebase project's. */
  SENDER_ID_MISMATCH,
  /** The text is no token. */
  INVALID,
  /** The message is not acceptable, whatever it is. */
  MESSAGE_REJECTED,
  /** The device gets too much. */
  QUOTA_EXCEEDED,
  /** Messages to Apple devices or browsers cannot be handed on. */
  THIRD_PARTY_AUTH_ERROR,
  /** The same, as FCM calls it where Apple refuses. */
  APNS_AUTH_ERROR,
  /** FCM is overloaded. */
  UNAVAILABLE,
  /** FCM fails. */
  INTERNAL;

  /** What is answered, or empty when the message is taken. */
  Optional<FcmError> error() {
    return switch (this) {
      case VALID -> Optional.empty();
      case UNREGISTERED ->
          refused(404, "NOT_FOUND", "UNREGISTERED", "Requested entity was not found.");
      case SENDER_ID_MISMATCH ->
          refused(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "SenderId mismatch");
      case INVALID ->
          refused(
              400,
              "INVALID_ARGUMENT",
              "INVALID_ARGUMENT",
              "The registration token is not a valid FCM registration token");
      case MESSAGE_REJECTED -> Optional.of(FcmError.trouble(400));
      case QUOTA_EXCEEDED -> Optional.of(FcmError.trouble(429));
      case THIRD_PARTY_AUTH_ERROR ->
          refused(
              401,
              "UNAUTHENTICATED",
              "THIRD_PARTY_AUTH_ERROR",
              "Auth error from APNS or Web Push Service");
      case APNS_AUTH_ERROR ->
          refused(401, "UNAUTHENTICATED", "APNS_AUTH_ERROR", "Auth error from APNS");
      case UNAVAILABLE -> Optional.of(FcmError.trouble(503));
      case INTERNAL -> Optional.of(FcmError.trouble(500));
    };
  }

  private static Optional<FcmError> refused(
      int httpStatus, String status, String errorCode, String message) {
    return Optional.of(FcmError.of(httpStatus, status, errorCode, message));
  }

  /** The name in the control API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state with this name in the control API, or empty. */
  public static Optional<PushTokenState> named(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }

  /** The names in the control API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(PushTokenState::label).toList();
  }
}
