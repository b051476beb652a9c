package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/** Decides whether the caller has the answer already. */
final class Conditional {

  private Conditional() {}

  /**
   * @param etag of the answer, strong
   * @param lastModified of the answer, whole seconds
   */
  static boolean isNotModified(Request request, String etag, Instant lastModified) {
    var tags = request.header("If-None-Match");
    if (tags.isPresent()) {
      return Arrays.stream(tags.get().split(","))
          .map(String::strip)
          .anyMatch(tag -> tag.equals("*") || opaque(tag).equals(etag));
    }
    return request
        .header("If-Modified-Since")
        .filter(date -> !lastModified.isAfter(parse(date)))
        .isPresent();
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static Instant parse(String date) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeParseException malformed) {
      return Instant.MIN;
    }
  }
}
