package dev.evenomad.http.account;

import dev.evenomad.application.account.AccountExport;
import dev.evenomad.application.account.AccountExport.Part;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.http.answer.StoredJson;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An export as JSON, made while it is read: holds one thing of it at a time, and reads on only when
 * its reader does. Breaks off, so that the answer is no valid one, if the account ends meanwhile.
 * Not thread-safe.
 */
final class ExportStream extends InputStream {

  private static final Logger LOG = LoggerFactory.getLogger(ExportStream.class);

  private final AccountExport export;
  private final JsonMapper json;
  private final Iterator<Part> parts;
  private Iterator<JsonObject> items = Collections.emptyIterator();
  private boolean inList;
  private boolean firstItem;
  private boolean ended;
  private ByteBuffer ready;

  ExportStream(AccountExport export, JsonMapper json) {
    this.export = export;
    this.json = json;
    this.parts = export.parts().iterator();
    this.ready = bytes("{\"asOf\":\"" + export.asOf() + "\"");
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int read = 0;
    while (read < length && fill()) {
      int some = Math.min(length - read, ready.remaining());
      ready.get(into, offset + read, some);
      read += some;
    }
    return read == 0 ? -1 : read;
  }

  /** Whether there is something left to be read. */
  private boolean fill() throws IOException {
    while (!ready.hasRemaining() && !ended) {
      try {
        ready = bytes(more());
      } catch (RuntimeException e) {
        LOG.warn("an export breaks off", e);
        throw new IOException("the export cannot be read on", e);
      }
    }
    return ready.hasRemaining();
  }

  private String more() throws IOException {
    if (items.hasNext()) {
      String separator = firstItem ? "\n" : ",\n";
      firstItem = false;
      return separator + written(items.next());
    }
    if (inList) {
      inList = false;
      return "]";
    }
    if (parts.hasNext()) {
      return switch (parts.next()) {
        case Part.One one -> member(one.name()) + written(one.value());
        case Part.Many many -> {
          items = many.items();
          inList = true;
          firstItem = true;
          yield member(many.name()) + "[";
        }
      };
    }
    if (!export.stillThere().getAsBoolean()) {
      throw new IOException("the account ended while it was exported");
    }
    ended = true;
    return "}\n";
  }

  private static String member(String name) {
    return ",\n\"" + name + "\":";
  }

  private String written(JsonValue value) throws IOException {
    return json.writeValueAsString(StoredJson.of(value));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
