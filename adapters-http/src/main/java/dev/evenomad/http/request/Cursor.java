package dev.evenomad.http.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a list that is ordered by time and id, as a text that clients only pass on.
 *
 * @param createdAt of the last item before it
 * @param id of that item
 */
public record Cursor(Instant createdAt, String id) {

  private static final Instant EARLIEST = Instant.EPOCH;

  /** A year with more digits fits into no database. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** For an answer. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException or {@link java.time.DateTimeException} if it is something else
   */
  public static Cursor parse(String cursor) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a cursor has two parts");
    }
    Instant createdAt = Instant.parse(parts[0]);
    if (createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("nothing was created then");
    }
    return new Cursor(createdAt, parts[1]);
  }
}
