package dev.evenomad.bootstrap.security;

import dev.evenomad.bootstrap.security.Reply.End;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection on which anything can be said, HTTP or not: no client in between mends or refuses
 * it. Not thread-safe.
 */
final class RawConnection implements AutoCloseable {

  private static final int GLANCE_MILLIS = 150;
  private static final int MAX_LINE = 64 * 1024;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /** Sends {@code request} and reads one answer to it, whose parts may each take so long. */
  Reply exchange(byte[] request, boolean head, Duration patience) throws IOException {
    long begin = System.nanoTime();
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (IOException closedAlready) {
      // There may be an answer all the same.
    }
    socket.setSoTimeout((int) patience.toMillis());
    return read(head, begin);
  }

  /** What else comes within a moment: nothing, unless one request was taken for several. */
  String rest() throws IOException {
    socket.setSoTimeout(GLANCE_MILLIS);
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (IOException over) {
      // Nothing more.
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  private Reply read(boolean head, long begin) {
    int status = 0;
    Map<String, List<String>> headers = new TreeMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      do {
        status = status(line());
        headers.clear();
        readHeaders(headers);
      } while (status >= 100 && status < 200 && status != 101);
      if (has(headers, "content-type", "text/event-stream") && !head) {
        Duration began = since(begin);
        body.write(rest().getBytes(StandardCharsets.ISO_8859_1));
        return new Reply(
            status, headers, body.toString(StandardCharsets.UTF_8), End.ENDLESS, began);
      }
      boolean bounded = readBody(head, status, headers, body);
      End end = bounded && !has(headers, "connection", "close") ? End.KEPT : End.CLOSED;
      return new Reply(status, headers, body.toString(StandardCharsets.UTF_8), end, since(begin));
    } catch (SocketTimeoutException late) {
      return new Reply(
          status, headers, body.toString(StandardCharsets.UTF_8), End.TIMEOUT, since(begin));
    } catch (IOException | NumberFormatException broken) {
      return new Reply(
          status, headers, body.toString(StandardCharsets.UTF_8), End.BROKEN, since(begin));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
      throw new IOException("no status line: " + line);
    }
    return Integer.parseInt(parts[1]);
  }

  private void readHeaders(Map<String, List<String>> headers) throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("no header: " + line);
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
  }

  /** Whether the headers say where it ends. */
  private boolean readBody(
      boolean head, int status, Map<String, List<String>> headers, ByteArrayOutputStream body)
      throws IOException {
    if (head || status == 204 || status == 304 || status == 101) {
      return true;
    }
    if (has(headers, "transfer-encoding", "chunked")) {
      for (int size = chunk(); size > 0; size = chunk()) {
        readFully(size, body);
        line();
      }
      readHeaders(new TreeMap<>());
      return true;
    }
    if (headers.containsKey("content-length")) {
      readFully(Integer.parseInt(headers.get("content-length").getFirst()), body);
      return true;
    }
    in.transferTo(body);
    return false;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private void readFully(int length, ByteArrayOutputStream body) throws IOException {
    byte[] bytes = in.readNBytes(length);
    body.write(bytes);
    if (bytes.length < length) {
      throw new EOFException();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > MAX_LINE) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static boolean has(Map<String, List<String>> headers, String name, String value) {
    return headers.getOrDefault(name, List.of()).stream()
        .anyMatch(given -> given.toLowerCase(Locale.ROOT).contains(value));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
