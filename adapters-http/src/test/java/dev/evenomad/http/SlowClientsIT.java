package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.http.limit.ConnectionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that take their time, on sockets without any help. */
final class SlowClientsIT {

  private static final Duration HEAD = Duration.ofMillis(700);
  private static final Duration BODY = Duration.ofMillis(1_200);
  private static final Duration WRITE = Duration.ofSeconds(1);

  @AutoClose
  private final Api api =
      new Api(
          Protection.LEAST.with(
              new ConnectionLimits(20, 20, HEAD, BODY, WRITE, Duration.ofSeconds(3))));

  @Test
  void whoSendsNothingIsCut() throws Exception {
    try (Socket socket = connect()) {
      assertCut(socket, HEAD);
    }
  }

  @Test
  void whoSendsTheHeadByteByByteIsCutAlthoughHeIsNeverIdle() throws Exception {
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      int sent = drip(socket, "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: " + "x".repeat(4_000));

      assertThat(sent).as("bytes until it was cut").isLessThan(1_000);
      assertThat(since(start)).isBetween(HEAD.minusMillis(50), HEAD.plusSeconds(5));
    }
  }

  @Test
  void whoSendsTheBodyByteByByteIsCut() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          head(
              "POST /v1/auth/token HTTP/1.1",
              "Content-Type: application/json",
              "Content-Length: 4000"));
      long start = System.nanoTime();
      drip(socket, " ".repeat(4_000));

      assertThat(since(start)).isBetween(BODY.minusMillis(50), BODY.plusSeconds(5));
      assertThat(answer(socket)).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          head(
                  "POST /v1/auth/token HTTP/1.1",
                  "Content-Type: application/json",
                  "Transfer-Encoding: chunked")
              + "5\r\n{");
      assertCut(socket, BODY);
    }
  }

  @Test
  void theNextRequestOfAConnectionHasNoMoreTimeThanTheFirst() throws Exception {
    try (Socket socket = connect()) {
      send(socket, head("GET /health/liveness HTTP/1.1"));
      assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200 OK");
      assertNotCut(socket, HEAD.plusMillis(300));
      long start = System.nanoTime();
      drip(socket, "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: " + "x".repeat(4_000));

      assertThat(since(start))
          .as("it may rest for longer, but not dawdle")
          .isBetween(HEAD.minusMillis(50), HEAD.plusSeconds(5));
    }
  }

  @Test
  void whoRestsForTooLongIsCut() throws Exception {
    try (Socket socket = connect()) {
      send(socket, head("GET /health/liveness HTTP/1.1"));
      long start = System.nanoTime();
      assertThat(answer(socket)).startsWith("HTTP/1.1 200 OK");

      assertThat(since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
    }
  }

  @Test
  void whoTakesInNothingIsCut() throws Exception {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server().port()));
      socket.setSoTimeout(30_000);
      long start = System.nanoTime();
      // More answers than all buffers in between hold.
      String request = head("GET /openapi.yml HTTP/1.1");
      int asked = 0;
      try {
        for (; asked < 200_000; asked++) {
          send(socket, request);
        }
      } catch (SocketException cut) {
        // As it should be.
      }

      assertThat(asked).as("requests until it was cut").isLessThan(200_000);
      assertThat(since(start)).isLessThan(Duration.ofSeconds(30));
    }
    api.get("/health").is(200);
  }

  @Test
  void whoIsQuickIsServedHoweverManyAreSlow() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 15; i++) {
        Socket socket = connect();
        send(socket, "GET /health HTT");
        slow.add(socket);
      }
      api.signIn();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void moreConnectionsThanItBearsAreClosedAtOnce() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = connect();
        send(socket, head("GET /health/liveness HTTP/1.1"));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        open.add(socket);
      }
      try (Socket tooMany = connect()) {
        assertThat(isClosed(tooMany)).isTrue();
      }

      open.removeFirst().close();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      boolean served = false;
      while (!served && System.nanoTime() < deadline) {
        served = isServed();
      }
      assertThat(served).as("once another one has gone").isTrue();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private boolean isServed() throws IOException {
    try (Socket socket = connect()) {
      send(socket, head("GET /health/liveness HTTP/1.1"));
      return socket.getInputStream().read() == 'H';
    } catch (SocketException closed) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server().port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static String head(String request, String... headers) {
    return request
        + "\r\nHost: x\r\n"
        + String.join("\r\n", headers)
        + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends a byte every few milliseconds, and returns how many until it was cut. */
  private static int drip(Socket socket, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int sent = 0;
    try {
      for (; sent < bytes.length; sent++) {
        socket.getOutputStream().write(bytes[sent]);
        Thread.sleep(5);
      }
    } catch (SocketException cut) {
      return sent;
    }
    throw new AssertionError("it was served after " + sent + " bytes");
  }

  /** Nothing comes for so long, and the connection stays open. */
  private static void assertNotCut(Socket socket, Duration time) throws IOException {
    int usual = socket.getSoTimeout();
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    // What is left of the answer comes first.
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    socket.setSoTimeout(usual);
  }

  private static void assertCut(Socket socket, Duration after) throws IOException {
    long start = System.nanoTime();
    assertThat(isClosed(socket)).isTrue();
    assertThat(since(start)).isBetween(after.minusMillis(300), after.plusSeconds(5));
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c >= 0; c = in.read()) {
        answer.append((char) c);
      }
    } catch (SocketException reset) {
      // What came before counts.
    }
    return answer.toString();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
