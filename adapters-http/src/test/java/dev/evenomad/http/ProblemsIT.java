package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are answered that cannot be served, and what every answer carries. */
final class ProblemsIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();

  // Addresses and methods

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/unknown",
        "/v1/me/unknown",
        "/V1/me",
        "//v1/me",
        "/v1/auth",
        "/v1/characters/1/2/3",
        "/META-INF/swagger/nomad.yml",
        "/index.html",
        "/%2e%2e/secret"
      })
  void whereNothingIsNothingIsFound(String path) {
    api.get(path, phone.token()).isProblem(404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/characters",
    "POST, /v1/me",
    "PUT, /v1/me/settings",
    "GET, /v1/auth/token",
    "GET, /v1/auth/logout",
    "OPTIONS, /v1/me",
    "TRACE, /v1/me",
    "FROBNICATE, /v1/me"
  })
  void aMethodThatARouteDoesNotHaveIsNamedSo(String method, String path) {
    Answer answer =
        api.send(api.request(path, phone.token()).method(method, BodyPublishers.noBody()));

    answer.isProblem(405, "method_not_allowed");
    assertThat(answer.header("Allow")).isPresent();
  }

  @Test
  void headIsGetWithoutABody() {
    Answer found =
        api.send(api.request("/v1/me", phone.token()).method("HEAD", BodyPublishers.noBody()));
    Answer missing =
        api.send(api.request("/v1/jobs/x", phone.token()).method("HEAD", BodyPublishers.noBody()));

    assertThat(found.is(200).body()).isEmpty();
    assertThat(missing.is(404).body()).isEmpty();
  }

  @Test
  void whatIsNotJsonIsNotOffered() {
    api.send(api.request("/v1/me", phone.token()).header("Accept", "text/html"))
        .isProblem(406, "not_acceptable");
  }

  // Bodies

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{\"theme\": }",
        "{theme: 'dark'}",
        "{\"theme\": \"dark\"",
        "{\"theme\": \"dark\"} more",
        "{\"theme\": \"dark\"} {\"theme\": \"light\"}",
        "{\"theme\": \"dark\", \"theme\": \"light\"}",
        "nonsense",
        "\u0000"
      })
  void whatIsNoJsonIsMalformed(String body) {
    Answer answer = api.sendJson("PATCH", "/v1/me/settings", phone.token(), body);

    answer.isProblem(400, "malformed_json");
    assertThat(answer.text("detail")).contains("not valid JSON");
  }

  @Test
  void jsonThatIsNestedTooDeepIsRefused() {
    String deep = "{\"theme\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    api.sendJson("PATCH", "/v1/me/settings", phone.token(), deep).isProblem(400, "malformed_json");
  }

  @Test
  void aBodyThatIsMissingIsMissed() {
    Answer answer = api.sendJson("PATCH", "/v1/me/settings", phone.token(), "");

    answer.isProblem(400, "invalid_request");
    assertThat(answer.text("detail")).contains("body is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml"
      })
  void aBodyOfAnotherKindIsRefused(String type) {
    api.send(
            api.request("/v1/auth/token")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("code=c&codeVerifier=v")))
        .isProblem(415, "unsupported_media_type");
  }

  @Test
  void aRouteWithoutABodyTakesNoNoticeOfOne() {
    api.send(
            api.request("/v1/notifications/read", phone.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b")))
        .is(200);
  }

  @Test
  void aBodyOfUpTo64KiBIsRead() {
    String spaces = " ".repeat(65_536 - 2);

    api.sendJson("PATCH", "/v1/me/settings", phone.token(), "{" + spaces + "}").is(200);
  }

  @Test
  void aLargerBodyIsRefused() {
    String spaces = " ".repeat(65_536 - 1);

    api.sendJson("PATCH", "/v1/me/settings", phone.token(), "{" + spaces + "}")
        .isProblem(413, "request_too_large");
  }

  @Test
  void aLargerBodyOfUnknownLengthIsRefused() {
    HttpRequest.BodyPublisher large = BodyPublishers.ofString("{" + " ".repeat(200_000) + "}");

    api.send(
            api.request("/v1/me/settings", phone.token())
                .header("Content-Type", "application/json")
                .method("PATCH", new Chunked(large)))
        .isProblem(413, "request_too_large");
  }

  // What is hardly HTTP

  @Test
  void aHeaderThatIsTooLargeIsRefused() {
    api.send(api.request("/v1/me").header("X-Large", "x".repeat(20_000)))
        .isProblem(413, "request_too_large");
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    api.get("/v1/notifications?cursor=" + "x".repeat(20_000), phone.token())
        .isProblem(413, "request_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/%zz HTTP/1.1|Host: x",
        "GET /v1/me?x=%zz HTTP/1.1|Host: x",
        "GET /v1/me{} HTTP/1.1|Host: x",
        "GET /v1/me",
        "NONSENSE",
        "GET /v1/me HTTP/1.1|Host: x|Bad Header: y",
        "POST /v1/auth/token HTTP/1.1|Host: x|Content-Length: nine",
        "POST /v1/auth/token HTTP/1.1|Host: x|Content-Length: -1"
      })
  void whatIsHardlyHttpGetsAProblemWithAllHeaders(String lines) throws IOException {
    String answer = raw(lines.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .matches("(?s)HTTP/1\\.[01] (400|401|404) .*")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("x-request-id: ")
        .containsIgnoringCase("x-content-type-options: nosniff")
        .contains("\"code\":\"")
        .doesNotContain("Exception", "io.netty", "java.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD /v1/%zz HTTP/1.1|Host: x",
        "HEAD /v1/me HTTP/1.1|Host: x|Bad Header: y",
        "HEAD /v1/me HTTP/1.1|Host: x|Content-Length: nine",
        "HEAD /v1/me HTTP/1.1|Host: x|Content-Type: multipart/form-data; boundary=x"
      })
  void whatIsHardlyHttpIsGuardedWithoutABodyToo(String lines) throws IOException {
    String answer = raw(lines.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .matches("(?s)HTTP/1\\.[01] 4.*")
        .containsIgnoringCase("x-request-id: ")
        .containsIgnoringCase("x-content-type-options: nosniff")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .endsWith("\r\n\r\n");
  }

  // Faults

  @Test
  void aFaultOfTheServerIsNotTold() {
    Answer answer = callbackWith(new IllegalStateException("the password is swordfish"));

    answer.isProblem(500, "internal_error");
    assertThat(answer.body()).doesNotContain("swordfish");
  }

  @Test
  void whoeverLosesARaceForGoodIsToldToTryAgain() {
    Answer answer = callbackWith(new ConflictException("character 7 has moved on"));

    answer.isProblem(409, "conflict");
    assertThat(answer.text("detail")).contains("repeat the request").doesNotContain("7");
  }

  @Test
  void whatCannotBeDoneNowMayBeTriedAgain() {
    Answer answer =
        callbackWith(
            new OutageException("PostgreSQL is away", new IOException("db.internal: refused")));

    answer.isProblem(503, "unavailable");
    assertThat(answer.header("Retry-After")).hasValue("5");
    assertThat(answer.body()).doesNotContain("PostgreSQL", "db.internal");
  }

  private static Answer callbackWith(RuntimeException fault) {
    URI eveSso = api.goToEve(Optional.empty());
    CharacterId character = api.newCharacter();
    api.eve.before(
        Call.PROFILE,
        () -> {
          throw fault;
        });
    try {
      return api.callback(eveSso, api.eve.approve(eveSso, character).reveal());
    } finally {
      api.eve.before(Call.PROFILE, () -> {});
    }
  }

  // Headers

  @Test
  void everyAnswerIsGuarded() {
    for (Answer answer :
        new Answer[] {
          api.get("/v1/me").is(401),
          api.get("/unknown").is(404),
          api.get("/health/liveness").is(200),
          api.get("/v1/auth/login?redirect_uri=x&code_challenge=y&state=z").is(400),
          api.post("/v1/auth/logout", api.signIn().token()).is(204)
        }) {
      assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .hasValue("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
      assertThat(answer.header("Cache-Control")).hasValue("no-store");
      assertThat(answer.header("X-Request-Id")).isPresent();
      assertThat(answer.header("Strict-Transport-Security")).as("not known to be https").isEmpty();
      assertThat(answer.header("Server")).isEmpty();
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aClientMayNameItsRequest() {
    Answer named =
        api.send(api.request("/v1/me").header("X-Request-Id", "phone-7.Attempt_2"))
            .isProblem(401, "authentication_required");

    assertThat(named.header("X-Request-Id")).hasValue("phone-7.Attempt_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "x{}", "é", "<script>"})
  void aNameThatWouldNotFitIntoALogIsReplaced(String name) {
    Answer answer = api.send(api.request("/v1/me").setHeader("X-Request-Id", name));

    assertThat(answer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void requestsWithoutANameGetDifferentOnes() {
    assertThat(api.get("/health").header("X-Request-Id"))
        .isNotEqualTo(api.get("/health").header("X-Request-Id"));
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server().port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The same body without its length. */
  private record Chunked(HttpRequest.BodyPublisher body) implements HttpRequest.BodyPublisher {

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      body.subscribe(subscriber);
    }
  }
}
