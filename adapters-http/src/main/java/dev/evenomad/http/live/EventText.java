package dev.evenomad.http.live;

import dev.evenomad.application.live.LiveMessage;
import dev.evenomad.domain.live.LivePosition;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes events as the HTML standard says (server-sent events). Thread-safe. */
@Singleton
final class EventText {

  private final JsonMapper json;

  EventText(JsonMapper json) {
    this.json = json;
  }

  /** A message as an event. Its JSON has no line breaks in it. */
  byte[] event(LiveMessage message) {
    LiveEventView view = LiveEventView.of(message);
    try {
      return bytes(
          "id: %s\nevent: %s\ndata: %s\n\n"
              .formatted(
                  message.position(),
                  view.type(),
                  new String(json.writeValueAsBytes(view), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A comment, which keeps the connection open, and how far the client has been told. */
  static byte[] heartbeat(LivePosition told) {
    return bytes(": still here\nid: " + told + "\n\n");
  }

  /** After how long to come back when the connection ends. */
  static byte[] retry(Duration pause) {
    return bytes("retry: " + pause.toMillis() + "\n\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
