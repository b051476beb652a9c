package dev.evenomad.bootstrap.sandbox.web;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void aFaultStrikesTheNextRequestsAndIsOver() {
    fault("{\"target\":\"esi\",\"status\":502,\"times\":2}");
    assertThat(status()).isEqualTo(502);
    assertThat(status()).isEqualTo(502);
    assertThat(status()).isEqualTo(200);
    assertThat(EVE.controlled("GET", "/faults", "").path("faults")).isEmpty();
  }

  @Test
  void aFaultWithoutANumberLastsUntilItIsCleared() {
    var id = fault("{\"target\":\"esi\",\"status\":503}");
    assertThat(List.of(status(), status(), status())).containsOnly(503);
    var shown = EVE.controlled("GET", "/faults", "").path("faults").get(0);
    assertThat(shown.path("struck").intValue()).isEqualTo(3);
    assertThat(shown.has("remaining")).isFalse();
    EVE.controlled("DELETE", "/faults/" + id, "");
    assertThat(status()).isEqualTo(200);
    assertThat(EVE.control("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void everyFaultCanBeClearedAtOnce() {
    fault("{\"target\":\"esi\",\"status\":503}");
    fault("{\"target\":\"sso\",\"status\":503}");
    EVE.controlled("DELETE", "/faults", "");
    assertThat(status()).isEqualTo(200);
    assertThat(jwks().statusCode()).isEqualTo(200);
  }

  @Test
  void aPatternChoosesThePath() {
    var tokens = EVE.signIn(MARA, SKILLS, QUEUE);
    fault("{\"target\":\"esi\",\"path\":\"/characters/*/skillqueue\",\"status\":500}");
    assertThat(EVE.skillQueue(MARA, tokens).statusCode()).isEqualTo(500);
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void aPartOfTheSsoCanFailAlone() {
    fault("{\"target\":\"sso-jwks\",\"status\":500}");
    var tokens = EVE.signIn(MARA, SKILLS);
    assertThat(jwks().statusCode()).isEqualTo(500);
    EVE.controlled("DELETE", "/faults", "");
    fault("{\"target\":\"sso-token\",\"status\":503,\"retryAfter\":7}");
    assertThat(jwks().statusCode()).isEqualTo(200);
    var down = EVE.token(refresh(tokens.refresh()));
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("Retry-After")).contains("7");
    assertThat(down.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
  }

  @Test
  void eachServerFailsInItsOwnManner() {
    fault("{\"target\":\"esi\",\"status\":502,\"times\":1}");
    assertThat(statusPage().body()).startsWith("<html>");
    fault("{\"target\":\"esi\",\"status\":503,\"times\":1}");
    assertThat(json(statusPage()).path("error").asText())
        .isEqualTo("The datasource tranquility is temporarily unavailable");
    fault("{\"target\":\"esi\",\"status\":504,\"times\":1}");
    assertThat(statusPage().body())
        .isEqualTo("{\"error\":\"Timeout contacting tranquility\",\"timeout\":10}");
    fault("{\"target\":\"fcm\",\"status\":503,\"times\":1}");
    var fcm = EVE.send(EVE.request(EVE.sandbox().fcmBase(), "/v1/projects/p/messages:send"));
    assertThat(json(fcm).at("/error/status").asText()).isEqualTo("UNAVAILABLE");
    fault("{\"target\":\"google\",\"status\":500,\"times\":1}");
    var google =
        EVE.send(
            EVE.request(EVE.sandbox().baseUri(), "/google/token")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(json(google).path("error").asText()).isEqualTo("internal_failure");
  }

  @Test
  void aLimitThatIsPretendedLooksLikeTheRealOne() {
    fault("{\"target\":\"esi\",\"status\":420,\"times\":1}");
    var limited = statusPage();
    assertThat(limited.headers().firstValue("X-ESI-Error-Limit-Remain")).contains("0");
    assertThat(limited.headers().firstValue("X-ESI-Error-Limit-Reset")).contains("60");
    fault("{\"target\":\"esi\",\"status\":429,\"retryAfter\":\"PT30S\",\"times\":1}");
    var slowed = statusPage();
    assertThat(slowed.headers().firstValue("Retry-After")).contains("30");
    assertThat(slowed.headers().firstValue("X-Ratelimit-Group")).isEmpty();
  }

  @Test
  void failuresCountUnderTheErrorLimit() {
    fault("{\"target\":\"esi\",\"status\":500,\"times\":3}");
    for (var i = 0; i < 3; i++) {
      EVE.send(EVE.esi("/characters/" + MARA));
    }
    assertThat(
            EVE.send(EVE.esi("/characters/" + MARA))
                .headers()
                .firstValue("X-ESI-Error-Limit-Remain"))
        .contains("97");
  }

  @Test
  void theBodyCanBeChosen() {
    fault("{\"target\":\"esi\",\"status\":403,\"body\":{\"error\":\"expired\"},\"times\":1}");
    var chosen = statusPage();
    assertThat(chosen.body()).isEqualTo("{\"error\":\"expired\"}");
    assertThat(chosen.headers().firstValue("Content-Type")).contains("application/json");
    fault("{\"target\":\"esi\",\"status\":500,\"body\":\"<p>oops\",\"times\":1}");
    assertThat(statusPage().headers().firstValue("Content-Type")).contains("text/html");
  }

  @Test
  void aConnectionCanBeClosed() {
    // Without a number: Java's client asks once more where a kept connection was closed.
    var id = fault("{\"target\":\"esi\",\"close\":true}");
    assertThatThrownBy(FaultsTest::statusPage).isInstanceOf(UncheckedIOException.class);
    EVE.controlled("DELETE", "/faults/" + id, "");
    assertThat(status()).isEqualTo(200);
    var recorded = EVE.controlled("GET", "/requests?site=esi", "").path("requests");
    assertThat(recorded.get(0).path("status").intValue()).isZero();
  }

  @Test
  void anAnswerCanBeLostAfterTheRequestWasCarriedOut() {
    EVE.controlled("PUT", "/sso/refresh-rotation", "{\"mode\":\"new\"}");
    var tokens = EVE.signIn(MARA, SKILLS);
    fault("{\"target\":\"sso-token\",\"close\":true,\"phase\":\"after\",\"times\":1}");
    assertThatThrownBy(() -> EVE.token(refresh(tokens.refresh())))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(EVE.token(refresh(tokens.refresh())).statusCode()).isEqualTo(400);
  }

  @Test
  void anAnswerThatIsLostBeforehandChangesNothing() {
    EVE.controlled("PUT", "/sso/refresh-rotation", "{\"mode\":\"new\"}");
    var tokens = EVE.signIn(MARA, SKILLS);
    fault("{\"target\":\"sso-token\",\"close\":true,\"times\":1}");
    assertThatThrownBy(() -> EVE.token(refresh(tokens.refresh())))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(EVE.token(refresh(tokens.refresh())).statusCode()).isEqualTo(200);
  }

  @Test
  void aServerCanHang() {
    fault("{\"target\":\"esi\",\"hang\":\"PT5M\"}");
    assertThatThrownBy(
            () ->
                EVE.client()
                    .send(
                        EVE.esi("/status").timeout(Duration.ofMillis(200)).build(),
                        HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    EVE.controlled("DELETE", "/faults", "");
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void aHangEndsWithTheRightAnswer() {
    fault("{\"target\":\"esi\",\"hang\":\"PT0.05S\",\"times\":1}");
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void aHangingRequestDoesNotKeepTheSandboxOpen() throws Exception {
    var sandbox = Sandbox.start(SandboxSettings.of("id", "secret", List.of()));
    sandbox
        .world()
        .faults()
        .add(
            new Fault(
                FaultTarget.ESI,
                "*",
                new Fault.Effect.Hang(Duration.ofMinutes(5)),
                Fault.Phase.BEFORE,
                Optional.empty()));
    var waiting =
        EVE.client()
            .sendAsync(
                HttpRequest.newBuilder(URI.create(sandbox.esiBase() + "/status")).build(),
                HttpResponse.BodyHandlers.ofString());
    await().until(() -> sandbox.world().faults().all().getFirst().struck() == 1);
    sandbox.close();
    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void theOldestFaultThatFitsStrikes() {
    fault("{\"target\":\"esi\",\"status\":500,\"times\":1}");
    fault("{\"target\":\"esi\",\"status\":503,\"times\":1}");
    assertThat(List.of(status(), status(), status())).containsExactly(500, 503, 200);
  }

  @Test
  void faultsThatMakeNoSenseAreRefusedWithAReason() {
    assertRefused("{\"target\":\"esi\"}", "exactly one effect");
    assertRefused("{\"target\":\"esi\",\"status\":500,\"close\":true}", "exactly one effect");
    assertRefused("{\"target\":\"moon\",\"status\":500}", "no target moon");
    assertRefused("{\"target\":\"esi\",\"status\":200}", "400 to 599");
    assertRefused("{\"target\":\"esi\",\"status\":500,\"times\":0}", "times");
    assertRefused("{\"target\":\"esi\",\"hang\":\"PT0S\"}", "hang");
    assertRefused("{\"target\":\"esi\",\"hang\":5,\"retryAfter\":5}", "retryAfter");
    assertRefused("{\"target\":\"esi\",\"status\":500,\"phase\":\"later\"}", "phase");
    assertRefused("{\"target\":\"esi\",\"status\":500,\"path\":\"\"}", "path");
    assertThat(EVE.world().faults().all()).isEmpty();
  }

  private static void assertRefused(String body, String part) {
    var response = EVE.control("POST", "/faults", body);
    assertThat(response.statusCode()).as(body).isEqualTo(400);
    assertThat(json(response).path("title").asText()).contains(part);
    assertThat(json(response).path("cure").asText()).isNotEmpty();
  }

  private static long fault(String body) {
    return EVE.controlled("POST", "/faults", body).path("id").longValue();
  }

  private static HttpResponse<String> statusPage() {
    return EVE.send(EVE.esi("/status"));
  }

  private static int status() {
    return statusPage().statusCode();
  }

  private static HttpResponse<String> jwks() {
    return EVE.send(EVE.request(EVE.sandbox().ssoBase(), "/oauth/jwks"));
  }
}
