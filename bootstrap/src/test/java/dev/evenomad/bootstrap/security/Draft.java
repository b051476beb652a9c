package dev.evenomad.bootstrap.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A request that is being written. Texts stand for bytes (ISO 8859-1), so that every byte can be
 * said. Not thread-safe.
 */
final class Draft {

  /** A line of the head, without a check of any kind. */
  record Header(String name, String value) {}

  String method;
  String target;
  String version = "HTTP/1.1";
  final List<Header> headers = new ArrayList<>();
  byte[] body = {};

  /** Whether the length of the body is told as it is. */
  boolean measured = true;

  /** What is done to the finished bytes. */
  UnaryOperator<byte[]> finish = bytes -> bytes;

  /** Whether it is HTTP, so that there has to be an answer and the connection can be kept. */
  boolean sound = true;

  /** Whether it hides a second request, which must not be answered. */
  boolean smuggles;

  Draft(String method, String target) {
    this.method = method;
    this.target = target;
    headers.add(new Header("Host", "localhost"));
  }

  Draft with(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  Draft without(String name) {
    headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    return this;
  }

  Draft bearer(String token) {
    return without("Authorization").with("Authorization", "Bearer " + token);
  }

  Draft json(String json) {
    body = json.getBytes(StandardCharsets.UTF_8);
    return without("Content-Type").with("Content-Type", "application/json");
  }

  boolean head() {
    return method.equals("HEAD");
  }

  /** Whether it only asks for something. */
  boolean safe() {
    return List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method.toUpperCase(Locale.ROOT));
  }

  /** The bytes that say so. */
  byte[] bytes() {
    StringBuilder head =
        new StringBuilder().append(method).append(' ').append(target).append(' ').append(version);
    head.append("\r\n");
    for (Header header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (measured && (body.length > 0 || !safe())) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return finish.apply(bytes.toByteArray());
  }

  /** These characters as bytes that say the same in UTF-8. */
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Everything outside of unreserved ASCII as %XX. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (one & 0xFF);
      if (letter < 128 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0)) {
        escaped.append(letter);
      } else {
        escaped.append(String.format("%%%02X", one & 0xFF));
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    byte[] bytes = bytes();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, 1500); i++) {
      char letter = (char) (bytes[i] & 0xFF);
      text.append(
          letter == '\n'
              ? "\\n\n"
              : letter < 32 || letter > 126 ? String.format("\\x%02x", (int) letter) : letter);
    }
    return text + (bytes.length > 1500 ? "… (" + bytes.length + " bytes)" : "");
  }
}
