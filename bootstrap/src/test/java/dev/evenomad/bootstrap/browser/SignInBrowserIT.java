package dev.evenomad.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.Opened;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in as a pilot does it on a phone: in a browser, on the page of EVE SSO, and back into the
 * app. The only test that needs a program which Maven does not bring: Chromium. {@code
 * -DexcludedGroups=browser} leaves it out.
 */
@Tag("browser")
final class SignInBrowserIT {

  private static final URI APP = URI.create("evenomad://callback");
  private static final CodeVerifier VERIFIER =
      new CodeVerifier(Secret.of("a-verifier.that~only_the-app-knows-0123456789"));
  private static final String STATE = "state of the app & more";
  private static final Path PICTURES = Path.of("target", "browser");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Opened OPENED = new Opened();

  @TempDir private static Path folder;
  private static AppSite site;
  private static NomadServer server;

  /** Of all tests but the one that looks at each kind. */
  private static Chromium phone;

  private final HttpClient app = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    phone = OPENED.add(new Chromium(Handset.ANDROID));
    site = OPENED.add(AppSite.start(folder));
    LocalWorld local =
        OPENED.add(new LocalWorld(LocalWorldSettings.temporary(Set.of(APP, site.callback()))));
    local.startDatabase();
    local.startSandbox();
    server = local.startServer();
  }

  @BeforeEach
  void forget() {
    phone.forget();
  }

  @AfterAll
  static void stop() {
    OPENED.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPilotChoosesACharacterAndIsBackInTheApp(Handset handset) throws Exception {
    try (Chromium browser = new Chromium(handset)) {
      browser.open(login(APP));
      assertThat(browser.title()).startsWith("Choose a pilot");
      assertThat(browser.text()).contains("simulated EVE SSO", "esi-skills.read_skills.v1");
      browser.screenshot(PICTURES.resolve(handset + ".png"));
      assertThat(browser.overflow()).as("what one would scroll to at the side").isNotPositive();
      assertThat(browser.controls())
          .hasSizeGreaterThan(2)
          .allSatisfy(
              control ->
                  assertThat(control.getSize().getHeight())
                      .as("a finger hits " + control.getText())
                      .isGreaterThanOrEqualTo(44));

      browser.button("Authorize").click();
      assertThat(browser.address().getPath()).as("nobody was chosen").endsWith("/authorize");
      browser.label("Ines Halvorsen").click();
      browser.button("Authorize").click();

      JsonNode session = redeem(browser.awaitSentTo(APP.toString()).orElseThrow());
      assertThat(get("/v1/characters", session).path("items"))
          .singleElement()
          .satisfies(
              character -> assertThat(character.path("name").asText()).isEqualTo("Ines Halvorsen"));
    }
  }

  @Test
  void aPilotWhoDeclinesIsBackInTheAppWithoutACode() {
    phone.open(login(APP));

    phone.button("Decline").click();

    URI deepLink = phone.awaitSentTo(APP.toString()).orElseThrow();
    assertThat(parameters(deepLink))
        .containsOnlyKeys("error", "state")
        .containsEntry("error", "access_denied")
        .containsEntry("state", STATE);
  }

  /** A phone opens the app for such an address; without the app its site is shown. */
  @Test
  void aSignInEndsAtTheAddressOfTheAppsOwnSiteAndOnlyOnce() throws Exception {
    Chromium shared = phone;
    // One that no app's scheme was opened in before: it may still wait for the app.
    try (Chromium fresh = new Chromium(Handset.ANDROID)) {
      phone = fresh;
      signInAtTheSiteTwice();
    } finally {
      phone = shared;
    }
  }

  private void signInAtTheSiteTwice() throws Exception {
    phone.open(login(site.callback()));
    phone.label("Mara Tessen").click();
    phone.button("Authorize").click();
    URI link = phone.awaitSentTo(site.callback().toString()).orElseThrow();
    assertThat(phone.text()).isEqualTo("Back in the app.");
    assertThat(phone.address()).isEqualTo(link);
    URI callback = phone.awaitSentTo(server.uri() + "/v1/auth/callback").orElseThrow();
    redeem(link);

    phone.forget();
    phone.back();
    assertThat(phone.title()).startsWith("Choose a pilot");
    phone.label("Mara Tessen").click();
    phone.button("Authorize").click();

    assertThat(phone.awaitSentTo(server.uri() + "/v1/auth/callback"))
        .as("another code, the same state")
        .get()
        .isNotEqualTo(callback);
    assertRefused("unknown_state");

    phone.open(callback);
    assertRefused("unknown_state");
    assertThat(token(parameters(link).getOrDefault("code", "")).statusCode())
        .as("the first code, once more")
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "evenomad://callback.evil.example",
        "evenomad://callback/../elsewhere",
        "evenomad://callback#",
        "EVENOMAD://callback",
        "https://localhost@evil.example/signed-in",
        "javascript:alert(1)",
        "data:text/html,hello"
      })
  void anAppThatIsNotKnownIsNeverGoneTo(String redirectUri) {
    URI address = login(redirectUri);

    phone.open(address);

    assertRefused("redirect_uri_not_allowed");
    assertThat(phone.address()).isEqualTo(address);
    assertThat(phone.sentTo()).as("wherever it was sent").containsOnly(address);
  }

  /** The server says what is wrong, and sends the browser nowhere. */
  private static void assertRefused(String code) {
    assertThat(phone.text()).contains("\"code\":\"" + code + "\"", "\"detail\":");
    assertThat(phone.address().getAuthority()).isEqualTo(server.uri().getAuthority());
    assertThat(phone.sentTo())
        .extracting(address -> address.getScheme() + "://" + address.getAuthority())
        .doesNotContain(
            APP.getScheme() + "://" + APP.getAuthority(),
            "https://" + site.callback().getAuthority());
  }

  private static URI login(URI redirectUri) {
    return login(redirectUri.toString());
  }

  private static URI login(String redirectUri) {
    return server
        .uri()
        .resolve(
            "/v1/auth/login?redirect_uri=%s&code_challenge=%s&code_challenge_method=S256&state=%s"
                .formatted(encode(redirectUri), VERIFIER.challenge().value(), encode(STATE)));
  }

  /** What the app does with a link that the phone opens it with. */
  private JsonNode redeem(URI link) throws IOException, InterruptedException {
    Map<String, String> parameters = parameters(link);
    assertThat(parameters)
        .containsOnlyKeys("code", "outcome", "state")
        .containsEntry("state", STATE);
    HttpResponse<String> answer = token(parameters.getOrDefault("code", ""));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> token(String code) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(Map.of("code", code, "codeVerifier", VERIFIER.secret().reveal()));
    return app.send(
        HttpRequest.newBuilder(server.uri().resolve("/v1/auth/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode get(String path, JsonNode session) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        app.send(
            HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Authorization", "Bearer " + session.path("token").asText())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static Map<String, String> parameters(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&", -1))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
