package dev.evenomad.bootstrap.sandbox.sso;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.authorization;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SsoAuthorizeTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void thePageOffersEveryPilotByAccountAndNamesTheScopes() {
    var page = EVE.authorizePage(authorization(RunningSandbox.SKILLS));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("Mara Tessen", "Kelvar Oduya", "Ines Halvorsen", RunningSandbox.SKILLS)
        .contains("<legend>Account aurora</legend>", "<legend>Account borealis</legend>")
        .contains("value=\"" + MARA + "\"", "value=\"decline\"");
  }

  @Test
  void thePageIsUsableWithAKeyboardAndAScreenReader() {
    var page = EVE.authorizePage(authorization()).body();
    assertThat(page)
        .contains("<html lang=\"en\">", "<title>", "<main>", "<h1>", "<label><input type=\"radio\"")
        .contains(":focus-visible")
        .doesNotContain("<script", "tabindex");
  }

  @Test
  void aNameCannotBreakThePage() {
    EVE.controlled("POST", "/pilots", "{\"name\":\"<b>O'Hara & \\\"Co\\\"\"}");
    assertThat(EVE.authorizePage(authorization()).body())
        .contains("&lt;b&gt;O&#39;Hara &amp; &quot;Co&quot;")
        .doesNotContain("<b>");
  }

  @Test
  void anUnknownClientGetsAPageAndNoRedirect() {
    assertNoRedirect(changed("client_id", "someone-else"), "client_id");
    assertNoRedirect(without("client_id"), "client_id");
  }

  @Test
  void aRedirectThatIsNotExactlyRegisteredGetsAPageAndNoRedirect() {
    for (var wrong :
        new String[] {
          "http://127.0.0.1:9999/callback/",
          "http://127.0.0.1:9999/callback?x=1",
          "http://127.0.0.1:9998/callback",
          "http://127.0.0.1:9999/",
          "https://evil.example/callback",
          ""
        }) {
      assertNoRedirect(changed("redirect_uri", wrong), "redirect_uri");
    }
    assertNoRedirect(without("redirect_uri"), "redirect_uri");
  }

  @Test
  void theStateIsRequired() {
    assertNoRedirect(without("state"), "state");
  }

  @Test
  void onlyTheCodeFlowIsThere() {
    assertError(changed("response_type", "token"), "unsupported_response_type");
    assertError(without("response_type"), "unsupported_response_type");
  }

  @Test
  void onlyS256ChallengesAreTaken() {
    assertError(challenge(CHALLENGE, "plain"), "invalid_request");
    assertError(changed("code_challenge", CHALLENGE), "invalid_request");
    assertError(changed("code_challenge_method", "S256"), "invalid_request");
    assertError(challenge(CHALLENGE + "=", "S256"), "invalid_request");
    assertError(challenge("short", "S256"), "invalid_request");
    assertThat(EVE.authorizePage(challenge(CHALLENGE, "S256")).statusCode()).isEqualTo(200);
  }

  @Test
  void theChoiceIsCheckedLikeThePage() {
    var response = EVE.choose(changed("redirect_uri", "https://evil.example/"), MARA);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void choosingAPilotReturnsACodeAndTheState() {
    var response = EVE.choose(authorization(RunningSandbox.SKILLS), MARA);
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location").orElseThrow())
        .startsWith(RunningSandbox.CALLBACK + "?code=");
    assertThat(parameters(response))
        .containsOnlyKeys("code", "state")
        .containsEntry("state", "s t/a&t=e");
  }

  @Test
  void aCallbackMayBeAnAppsOwnSchemeAndHaveAQuery() {
    var response = EVE.choose(changed("redirect_uri", RunningSandbox.APP_CALLBACK), MARA);
    assertThat(response.headers().firstValue("Location").orElseThrow())
        .startsWith(RunningSandbox.APP_CALLBACK + "&code=");
  }

  @Test
  void decliningReturnsAccessDeniedAndTheState() {
    var response = EVE.decide(authorization(), Map.of("decision", "decline"));
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(parameters(response))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s t/a&t=e")
        .doesNotContainKey("code");
  }

  @Test
  void aScopeThatDoesNotExistIsRefusedAfterTheChoice() {
    var query = authorization(RunningSandbox.SKILLS, "esi-skills.read_minds.v1");
    assertThat(EVE.authorizePage(query).statusCode()).isEqualTo(200);
    assertThat(parameters(EVE.choose(query, MARA)))
        .containsEntry("error", "invalid_scope")
        .containsEntry("state", "s t/a&t=e");
  }

  @Test
  void aPilotWhoIsNotThereCannotBeChosen() {
    assertThat(EVE.choose(authorization(), 2_112_009_999).statusCode()).isEqualTo(400);
    assertThat(EVE.decide(authorization(), Map.of("decision", "authorize")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBiomassedPilotIsNotOffered() {
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    assertThat(EVE.authorizePage(authorization()).body()).doesNotContain("Mara Tessen");
    assertThat(EVE.choose(authorization(), MARA).statusCode()).isEqualTo(400);
  }

  @Test
  void aCallbackCanBeRegisteredLater() {
    var late = "http://127.0.0.1:4711/v1/auth/callback";
    assertNoRedirect(changed("redirect_uri", late), "redirect_uri");
    EVE.controlled("POST", "/sso/callbacks", "{\"callback\":\"" + late + "\"}");
    assertThat(EVE.choose(changed("redirect_uri", late), MARA).statusCode()).isEqualTo(302);
  }

  private static void assertNoRedirect(Map<String, String> query, String named) {
    var response = EVE.authorizePage(query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Location")).isEmpty();
    assertThat(response.body()).contains("role=\"alert\"", named);
  }

  private static void assertError(Map<String, String> query, String error) {
    HttpResponse<String> response = EVE.authorizePage(query);
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(parameters(response))
        .containsEntry("error", error)
        .containsEntry("state", "s t/a&t=e")
        .doesNotContainKey("code");
  }

  private static Map<String, String> changed(String name, String value) {
    var query = new LinkedHashMap<>(authorization());
    query.put(name, value);
    return query;
  }

  private static Map<String, String> without(String name) {
    var query = new LinkedHashMap<>(authorization());
    query.remove(name);
    return query;
  }

  private static Map<String, String> challenge(String challenge, String method) {
    var query = changed("code_challenge", challenge);
    query.put("code_challenge_method", method);
    return query;
  }
}
