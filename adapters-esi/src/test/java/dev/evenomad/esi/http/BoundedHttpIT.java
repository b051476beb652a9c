package dev.evenomad.esi.http;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static dev.evenomad.esi.http.LoopbackServer.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BoundedHttpIT {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int LIMIT = 10_000;

  private final LoopbackServer server = new LoopbackServer();
  private final BoundedHttp http =
      new BoundedHttp(new HttpSettings("Test/1.0 (test@example.org)", LONG, LONG, LIMIT));

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private HttpResponse<byte[]> get(Duration timeout) throws IOException {
    return http.send(HttpRequest.newBuilder(server.base().resolve("/x")), timeout);
  }

  @Test
  void namesItselfAndTakesGzip() throws IOException {
    server.on("/x", answer(200, gzip("content".getBytes(UTF_8)), "Content-Encoding", "gzip"));

    assertThat(get(LONG).body()).asString(UTF_8).isEqualTo("content");
    LoopbackServer.Request request = server.requests().getFirst();
    assertThat(request.header("User-Agent")).contains("Test/1.0 (test@example.org)");
    assertThat(request.header("Accept-Encoding")).contains("gzip");
  }

  @Test
  void takesAnEmptyAnswerThatCallsItselfCompressed() throws IOException {
    server.on("/x", answer(304, "", "Content-Encoding", "gzip"));

    assertThat(get(LONG).body()).isEmpty();
  }

  @Test
  void refusesAnAnswerThatIsNotTheGzipItClaimsToBe() {
    server.on("/x", answer(200, "plain", "Content-Encoding", "gzip"));

    assertThatThrownBy(() -> get(LONG)).isInstanceOf(IOException.class);
  }

  @Test
  void takesAnAnswerOfTheLargestSize() throws IOException {
    server.on("/x", answer(200, new byte[LIMIT]));
    assertThat(get(LONG).body()).hasSize(LIMIT);

    server.on("/x", answer(200, gzip(new byte[LIMIT]), "Content-Encoding", "gzip"));
    assertThat(get(LONG).body()).hasSize(LIMIT);
  }

  @Test
  void refusesALargerAnswer() {
    server.on("/x", answer(200, new byte[LIMIT + 1]));

    assertThatThrownBy(() -> get(LONG)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnAnswerThatIsLargerOnceDecompressed() {
    byte[] bomb = gzip(new byte[50 * LIMIT]);
    assertThat(bomb.length).isLessThan(LIMIT);
    server.on("/x", answer(200, bomb, "Content-Encoding", "gzip"));

    assertThatThrownBy(() -> get(LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + LIMIT);
  }

  @Test
  void givesUpOnAServerThatSaysNothing() {
    server.on("/x", server.silence());

    assertThatThrownBy(() -> get(SHORT)).isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void givesUpOnAnAnswerThatStalls() {
    server.on("/x", server.stalledBody());

    assertThatThrownBy(() -> get(SHORT)).isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void followsNoRedirect() throws IOException {
    server.on("/x", answer(302, "", "Location", server.base() + "/elsewhere"));

    assertThat(get(LONG).statusCode()).isEqualTo(302);
    assertThat(server.requests("/elsewhere")).isEmpty();
  }

  @Test
  void keepsNoCookie() throws IOException {
    server.on("/x", answer(200, "", "Set-Cookie", "a=b"));
    get(LONG);
    get(LONG);

    assertThat(server.requests()).allSatisfy(r -> assertThat(r.header("Cookie")).isEmpty());
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    server.on("/x", server.silence());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> get(LONG)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aServerThatIsNotThereIsAnIoFailure() {
    URI gone = server.base();
    server.close();

    assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(gone), LONG))
        .isInstanceOf(IOException.class);
  }

  @Test
  void closingEndsCallsThatAreUnderWay() throws InterruptedException {
    server.on("/x", server.silence());
    Thread caller =
        Thread.ofVirtual()
            .start(() -> assertThatThrownBy(() -> get(LONG)).isInstanceOf(IOException.class));
    Awaitility.await().until(() -> !server.requests().isEmpty());

    http.close();

    assertThat(caller.join(LONG)).isTrue();
  }
}
