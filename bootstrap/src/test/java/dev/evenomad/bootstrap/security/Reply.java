package dev.evenomad.bootstrap.security;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back on a connection.
 *
 * @param status 0 if there was no answer
 * @param headers by their names in lower case
 * @param text the body
 * @param end how it ended
 * @param took until it ended or, if it is endless, until it began
 */
record Reply(int status, Map<String, List<String>> headers, String text, End end, Duration took) {

  /** How an answer ends. */
  enum End {
    /** As its headers say; the connection may be used again. */
    KEPT,
    /** As its headers say; the connection is to be closed. */
    CLOSED,
    /** A stream, of which only the beginning was read. */
    ENDLESS,
    /** Before it was complete, or before it began. */
    BROKEN,
    /** It was not awaited any longer. */
    TIMEOUT
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  boolean refused() {
    return status >= 400;
  }

  /** Everything but the body, one line each. */
  String head() {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        (name, values) ->
            values.forEach(value -> lines.append(name).append(": ").append(value).append('\n')));
    return lines.toString();
  }

  @Override
  public String toString() {
    return "%d %s %s %s"
        .formatted(status, end, headers, text.substring(0, Math.min(500, text.length())));
  }
}
