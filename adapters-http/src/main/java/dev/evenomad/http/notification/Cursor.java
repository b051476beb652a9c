package dev.evenomad.http.notification;

import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationQuery.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Writes places in a list as texts that clients only pass on. */
final class Cursor {

  private static final Instant EARLIEST = Instant.EPOCH;

  /** A year with more digits fits into no database. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Cursor() {}

  static String of(Position position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (position.createdAt() + " " + position.id()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException or {@link java.time.DateTimeException} if it is something else
   */
  static Position parse(String cursor) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a cursor has two parts");
    }
    Instant createdAt = Instant.parse(parts[0]);
    if (createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("nothing was created then");
    }
    return new Position(createdAt, new NotificationId(parts[1]));
  }
}
