package dev.evenomad.bootstrap.sandbox.web;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordedRequestTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void aRequestIsNotedWithWhatMattersToManners() {
    var response =
        EVE.send(
            EVE.esi("/universe/types/3300?language=fr")
                .header("If-None-Match", "\"x\"")
                .header("Accept-Language", "ja"));
    assertThat(response.statusCode()).isEqualTo(200);
    var noted = EVE.controlled("GET", "/requests?site=esi", "").path("requests").get(0);
    assertThat(noted.path("at").asText()).isEqualTo(START.toString());
    assertThat(noted.path("method").asText()).isEqualTo("GET");
    assertThat(noted.path("path").asText()).isEqualTo("/universe/types/3300");
    assertThat(noted.path("query").asText()).isEqualTo("language=fr");
    assertThat(noted.path("status").intValue()).isEqualTo(200);
    assertThat(noted.path("credentials").asText()).isEqualTo("none");
    assertThat(noted.at("/headers/user-agent").asText()).startsWith("EveNomad-Test/1.0");
    assertThat(noted.at("/headers/x-compatibility-date").asText()).isEqualTo("2026-08-04");
    assertThat(noted.at("/headers/if-none-match").asText()).isEqualTo("\"x\"");
    assertThat(noted.at("/headers/accept-language").asText()).isEqualTo("ja");
  }

  @Test
  void noCredentialIsEverShown() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.skills(MARA, tokens);
    EVE.token(RunningSandbox.refresh(tokens.refresh()));
    EVE.send(EVE.esi("/status").header("Authorization", "token-without-a-scheme"));
    var all = EVE.controlled("GET", "/requests", "");
    assertThat(all.toString())
        .doesNotContain(tokens.access(), tokens.refresh(), "token-without-a-scheme")
        .doesNotContain(RunningSandbox.basic().substring(6))
        .contains("\"credentials\":\"bearer\"", "\"credentials\":\"basic\"");
    assertThat(EVE.controlled("GET", "/state", "").toString())
        .doesNotContain(EVE.sandbox().clientSecret());
  }

  @Test
  void requestsCanBeFilteredAndReadOn() {
    EVE.send(EVE.esi("/status"));
    EVE.send(EVE.esi("/characters/" + MARA));
    EVE.send(EVE.request(EVE.sandbox().ssoBase(), "/oauth/jwks"));
    var all = EVE.controlled("GET", "/requests", "");
    assertThat(all.path("requests")).hasSize(3);
    assertThat(EVE.controlled("GET", "/requests?site=sso", "").path("requests")).hasSize(1);
    assertThat(EVE.controlled("GET", "/requests?site=esi&path=/characters", "").path("requests"))
        .hasSize(1);
    var last = all.path("last").longValue();
    assertThat(EVE.controlled("GET", "/requests?after=" + last, "").path("requests")).isEmpty();
  }

  @Test
  void aRequestCanBeWaitedFor() throws Exception {
    var waiting =
        CompletableFuture.supplyAsync(
            () -> EVE.controlled("GET", "/requests?site=esi&path=/status&wait=30", ""));
    EVE.send(EVE.esi("/characters/" + MARA));
    EVE.send(EVE.esi("/status"));
    assertThat(waiting.get(20, TimeUnit.SECONDS).at("/requests/0/path").asText())
        .isEqualTo("/status");
  }

  @Test
  void theControlApiItselfIsNotNoted() {
    EVE.controlled("GET", "/state", "");
    assertThat(EVE.controlled("GET", "/requests", "").path("requests")).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    var response =
        EVE.send(
            EVE.esi("/universe/names")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));
    assertThat(response.statusCode()).isEqualTo(413);
  }
}
