package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.http.limit.RateLimits;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What websites may ask for from a browser. */
final class CorsIT {

  private static final String APP = "https://app.example";

  @RegisterExtension
  static final Api api =
      new Api(
          Protection.LEAST
              .servingOrigins(List.of(URI.create(APP), URI.create("http://localhost:5173")))
              .with(RateLimits.parse("open=600/600,costly=5/1")));

  @Test
  void aPreflightNeedsNoSession() {
    Answer answer = preflight(api, APP, "PATCH", "authorization,content-type").is(200);

    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(APP);
    assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("PATCH");
    assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
        .isEqualToIgnoringCase("authorization,content-type");
    assertThat(answer.header("Access-Control-Max-Age")).hasValue("3600");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary").orElseThrow()).containsIgnoringCase("Origin");
  }

  @Test
  void theWebsiteReadsAnswersAndTheirHeaders() {
    Answer answer = from(api, APP, "/v1/me", api.signIn().token()).is(200);

    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(APP);
    assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
        .contains(
            "ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id");
    assertThat(answer.response().headers().allValues("Vary").toString())
        .containsIgnoringCase("origin")
        .containsIgnoringCase("accept-encoding");
  }

  @Test
  void theWebsiteReadsWhyItIsRefusedToo() {
    String token = api.signIn().token();
    api.post("/v1/notifications/test", token).is(202);
    for (Answer refused :
        List.of(
            from(api, APP, "/v1/me", "none").isProblem(401, "invalid_token"),
            from(api, APP, "/v1/jobs/none", token).isProblem(404, "not_found"),
            from(api, APP, "/nowhere", token).isProblem(404, "not_found"),
            api.send(
                    api.request("/v1/notifications/test", token)
                        .header("Origin", APP)
                        .POST(BodyPublishers.noBody()))
                .isProblem(429, "rate_limited"))) {
      assertThat(refused.header("Access-Control-Allow-Origin")).hasValue(APP);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example",
        "https://app.example:8443",
        "https://app.example.evil.example",
        "null"
      })
  void otherWebsitesLearnNothing(String origin) {
    Answer preflight = preflight(api, origin, "GET", "authorization");
    Answer answer = from(api, origin, "/v1/me", api.signIn().token()).is(200);

    for (Answer either : List.of(preflight, answer)) {
      assertThat(either.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(either.header("Access-Control-Allow-Headers")).isEmpty();
    }
    assertThat(preflight.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void onlyWhatTheApiNeedsIsAllowed() {
    for (Answer refused :
        List.of(
            preflight(api, APP, "TRACE", "authorization"),
            preflight(api, APP, "GET", "x-forwarded-for"))) {
      assertThat(refused.header("Access-Control-Allow-Headers")).isEmpty();
      assertThat(refused.status()).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void noWebsiteIsServedUnlessItIsNamed() {
    try (Api closed = new Api()) {
      preflight(closed, APP, "GET", "authorization").isProblem(405, "method_not_allowed");
      assertThat(from(closed, APP, "/health", "none").header("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "app.example",
        "https://app.example/",
        "https://app.example/path",
        "https://app.example?x",
        "ftp://app.example",
        "https:app"
      })
  void anOriginIsNothingButASchemeAHostAndAPort(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Protection.LEAST.servingOrigins(List.of(URI.create(origin))));
  }

  private static Answer preflight(Api server, String origin, String method, String headers) {
    return server.send(
        server
            .request("/v1/me/settings")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers)
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static Answer from(Api server, String origin, String path, String token) {
    return server.send(server.request(path, token).header("Origin", origin));
  }
}
