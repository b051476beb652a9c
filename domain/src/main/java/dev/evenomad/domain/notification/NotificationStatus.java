package dev.evenomad.domain.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a notification stands: pending → sent → read, or pending → failed. */
public enum NotificationStatus {
  /** On its way to the pilot's devices. */
  PENDING,
  /** Accepted by the push service for at least one device, or there is no device to push to. */
  SENT,
  /** Seen by the pilot. */
  READ,
  /** Refused for every device. */
  FAILED;

  /** The name outside of Java, such as {@code pending}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with that code; empty if there is none. */
  public static Optional<NotificationStatus> ofCode(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
