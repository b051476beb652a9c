package dev.evenomad.domain.notification;

import dev.evenomad.domain.environment.Ids;

/**
 * Identifies a {@link Notification}.
 *
 * @param value a CUID, or whatever id the record was moved in with
 */
public record NotificationId(String value) {
  public NotificationId {
    Ids.require("notification", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
