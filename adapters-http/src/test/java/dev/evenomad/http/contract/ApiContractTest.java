package dev.evenomad.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** That lies are found out. */
final class ApiContractTest {

  private static final String ME =
      "{\"id\": \"a\", \"email\": null, \"createdAt\": \"2026-09-01T10:00:00Z\"}";
  private static final String PROBLEM =
      "{\"type\": \"about:blank\", \"title\": \"t\", \"status\": %d, \"detail\": \"d\","
          + " \"code\": \"%s\", \"requestId\": \"1\"}";

  @Test
  void whatIsDocumentedPasses() {
    assertThat(violations(get("/v1/notifications/unread-count"), 200, "{\"unread\": 3}")).isEmpty();
    assertThat(violations(get("/v1/me"), 401, PROBLEM.formatted(401, "invalid_token"))).isEmpty();
    assertThat(violations(get("/v1/me"), 405, PROBLEM.formatted(405, "method_not_allowed")))
        .isEmpty();
    assertThat(violations(get("/elsewhere"), 404, PROBLEM.formatted(404, "not_found"))).isEmpty();
    assertThat(
            violations(patch("{\"theme\": \"?\"}"), 400, PROBLEM.formatted(400, "invalid_request")))
        .isEmpty();
  }

  @Test
  void aBodyThatIsNotDocumentedIsFoundOut() {
    assertThat(violations(get("/v1/notifications/unread-count"), 200, "{}")).isNotEmpty();
    assertThat(violations(get("/v1/notifications/unread-count"), 200, "{\"unread\": null}"))
        .isNotEmpty();
    assertThat(violations(get("/v1/notifications/unread-count"), 200, "{\"unread\": 1.5}"))
        .isNotEmpty();
    assertThat(violations(get("/v1/notifications/unread-count"), 200, "{\"unread\": 1, \"x\": 2}"))
        .isNotEmpty();
    assertThat(violations(get("/v1/me"), 200, ME.replace("2026-09-01T10:00:00Z", "yesterday")))
        .isNotEmpty();
    assertThat(violations(get("/v1/me"), 200, "no JSON")).isNotEmpty();
    assertThat(violations(get("/health"), 200, "{\"status\": \"fine\", \"checks\": {}}"))
        .isNotEmpty();
  }

  @Test
  void aStatusOrCodeThatIsNotDocumentedIsFoundOut() {
    assertThat(violations(get("/v1/me"), 201, ME)).isNotEmpty();
    assertThat(violations(get("/v1/me"), 404, PROBLEM.formatted(404, "not_found"))).isNotEmpty();
    assertThat(violations(get("/v1/me"), 401, PROBLEM.formatted(401, "last_character")))
        .isNotEmpty();
    assertThat(violations(get("/v1/me"), 401, PROBLEM.formatted(401, "gone_fishing"))).isNotEmpty();
    assertThat(violations(get("/elsewhere"), 200, "{}")).isNotEmpty();
  }

  @Test
  void headersThatAreNotDocumentedAreFoundOut() {
    HttpRequest request = get("/v1/notifications/unread-count");

    assertThat(violations(request, 200, "{\"unread\": 3}", "X-Secret", "1")).isNotEmpty();
    assertThat(violations(request, 200, "{\"unread\": 3}", "Content-Type", "text/plain"))
        .isNotEmpty();
    assertThat(violations(request, 200, "{\"unread\": 3}", "X-Request-Id", "")).isNotEmpty();
  }

  @Test
  void eventsThatAreNotDocumentedAreFoundOut() {
    ApiContract contract = ApiContract.builtIn();

    assertThat(contract.eventViolations("{\"type\": \"ready\"}")).isEmpty();
    assertThat(contract.eventViolations("{\"type\": \"ready\", \"x\": 1}")).isNotEmpty();
    assertThat(contract.eventViolations("{\"type\": \"steady\"}")).isNotEmpty();
    assertThat(contract.eventViolations("{\"type\": \"sync\"}")).isNotEmpty();
    assertThat(contract.eventViolations("{}")).isNotEmpty();
    assertThat(contract.eventViolations("ready")).isNotEmpty();
  }

  @Test
  void aRequestThatSucceedsThoughItIsNotDocumentedIsFoundOut() {
    String page = "{\"items\": [], \"nextCursor\": null}";

    assertThat(violations(get("/v1/notifications?limit=100&status=read"), 200, page)).isEmpty();
    assertThat(violations(get("/v1/notifications?limit=101"), 200, page)).isNotEmpty();
    assertThat(violations(get("/v1/notifications?limit=ten"), 200, page)).isNotEmpty();
    assertThat(violations(get("/v1/notifications?kind=gossip"), 200, page)).isNotEmpty();
    assertThat(violations(device("{\"type\": \"ios\", \"pushToken\": null}"), 204, "")).isEmpty();
    assertThat(violations(device("{\"type\": \"fridge\"}"), 204, "")).isNotEmpty();
    assertThat(violations(device("{\"type\": \"ios\", \"colour\": \"red\"}"), 204, ""))
        .isNotEmpty();
    assertThat(violations(device("{}"), 204, "")).isNotEmpty();
  }

  @Test
  void whatIsWrongIsTold() {
    assertThatThrownBy(
            () ->
                ApiContract.builtIn()
                    .check(answer(get("/v1/notifications/unread-count"), 200, "{}")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("GET /v1/notifications/unread-count", "200", "unread");
  }

  private static List<String> violations(
      HttpRequest request, int status, String body, String... headers) {
    return ApiContract.builtIn().violations(answer(request, status, body, headers));
  }

  private static HttpRequest get(String address) {
    return HttpRequest.newBuilder(URI.create("http://localhost" + address)).build();
  }

  private static HttpRequest patch(String body) {
    return withBody("PATCH", "/v1/me/settings", body);
  }

  private static HttpRequest device(String body) {
    return withBody("PUT", "/v1/sessions/current/device", body);
  }

  private static HttpRequest withBody(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://localhost" + path))
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> answer(
      HttpRequest request, int status, String body, String... headers) {
    Map<String, String> all =
        Stream.of(
                Map.of(
                    "X-Request-Id",
                    "1",
                    "Content-Type",
                    status < 400 ? "application/json" : "application/problem+json"),
                headers.length == 0 ? Map.<String, String>of() : Map.of(headers[0], headers[1]))
            .flatMap(some -> some.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b));
    return new Told(
        request,
        status,
        body,
        HttpHeaders.of(
            all.entrySet().stream()
                .filter(header -> !header.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
            (name, value) -> true));
  }

  private record Told(HttpRequest request, int statusCode, String body, HttpHeaders headers)
      implements HttpResponse<String> {

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
