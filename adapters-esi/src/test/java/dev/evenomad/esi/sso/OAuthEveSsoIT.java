package dev.evenomad.esi.sso;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static dev.evenomad.esi.sso.SimulatedSso.CLIENT_ID;
import static dev.evenomad.esi.sso.SimulatedSso.CLIENT_SECRET;
import static dev.evenomad.esi.sso.SimulatedSso.JWKS;
import static dev.evenomad.esi.sso.SimulatedSso.METADATA;
import static dev.evenomad.esi.sso.SimulatedSso.REVOKE;
import static dev.evenomad.esi.sso.SimulatedSso.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso.CodeExchange;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.CapturedLogs;
import dev.evenomad.esi.http.LoopbackServer;
import dev.evenomad.esi.http.LoopbackServer.Request;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.http.OtherServer;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

final class OAuthEveSsoIT {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final CodeVerifier VERIFIER =
      new CodeVerifier(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
  private static final Secret CODE = Secret.of("the+code/of=this test");
  private static final Secret REFRESH_TOKEN = Secret.of("UmVmcmVzaA+/==");
  private static final EveIdentity PILOT =
      new EveIdentity(
          new CharacterId(2112000001L),
          new CharacterName("Nomad Tester"),
          new OwnerHash("AAECAwQFBgcICQoLDA0ODxAREhM="),
          Scopes.MINIMAL);

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedSso eve = new SimulatedSso(now);
  private Sso sso = Sso.connect(eve.settings(), now);

  @AfterEach
  void close() {
    sso.close();
    eve.close();
  }

  private CodeExchange exchange() {
    return sso.eveSso().exchange(CODE, VERIFIER);
  }

  private TokenRefresh refresh() {
    return sso.eveSso().refresh(REFRESH_TOKEN);
  }

  private String token() {
    return eve.signed(PILOT, claims -> claims);
  }

  private Request onlyRequest(String path) {
    assertThat(eve.server.requests(path)).hasSize(1);
    return eve.server.requests(path).getFirst();
  }

  private static void assertAuthenticated(Request request) {
    String credentials = CLIENT_ID + ":" + CLIENT_SECRET.reveal();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.header("Authorization"))
        .contains("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
    assertThat(request.header("User-Agent")).contains("EveNomad-test/1.0 (test@example.org)");
  }

  @Test
  void asksForTheCodeAsTheMetadataAndTheSettingsSay() {
    Scopes skills = Scopes.parse("esi-skills.read_skills.v1 esi-skills.read_skillqueue.v1");

    URI uri = sso.eveSso().authorizationUri(Secret.of("st&te +"), VERIFIER, skills);

    assertThat(uri.toString()).startsWith(eve.server.base() + "/v2/oauth/authorize?");
    assertThat(uri.getRawQuery()).doesNotContain("+");
    assertThat(Request.parameters(uri.getRawQuery()))
        .isEqualTo(
            Map.of(
                "response_type", "code",
                "client_id", CLIENT_ID,
                "redirect_uri", "https://nomad.example.org/v1/auth/callback",
                "scope", "esi-skills.read_skillqueue.v1 esi-skills.read_skills.v1",
                "state", "st&te +",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
  }

  @Test
  void exchangesACodeWithItsVerifierAndTheClientsCredentials() {
    eve.answerRefreshWith(token());

    assertThat(exchange())
        .isInstanceOfSatisfying(
            CodeExchange.SignedIn.class,
            signedIn -> {
              assertThat(signedIn.identity()).isEqualTo(PILOT);
              EveTokens tokens = signedIn.tokens().orElseThrow();
              assertThat(tokens.refreshToken()).isEqualTo(Secret.of("next-refresh-token"));
              assertThat(tokens.expiresAt()).isEqualTo(START.plusSeconds(1199));
            });
    Request request = onlyRequest(TOKEN);
    assertAuthenticated(request);
    assertThat(request.form())
        .isEqualTo(
            Map.of(
                "grant_type", "authorization_code",
                "code", CODE.reveal(),
                "code_verifier", VERIFIER.secret().reveal()));
  }

  @Test
  void refreshesWithTheClientsCredentials() {
    eve.answerRefreshWith(token());

    assertThat(refresh())
        .isInstanceOfSatisfying(
            TokenRefresh.Refreshed.class,
            refreshed -> {
              assertThat(refreshed.identity()).isEqualTo(PILOT);
              assertThat(refreshed.tokens().refreshToken())
                  .isEqualTo(Secret.of("next-refresh-token"));
            });
    Request request = onlyRequest(TOKEN);
    assertAuthenticated(request);
    assertThat(request.form())
        .isEqualTo(Map.of("grant_type", "refresh_token", "refresh_token", REFRESH_TOKEN.reveal()));
  }

  @Test
  void keepsTheRefreshTokenIfEveGivesNoNewOne() {
    for (String member : List.of("", ",\"refresh_token\":null", ",\"refresh_token\":\"\"")) {
      eve.server.on(TOKEN, answer(200, "{\"access_token\":\"" + token() + "\"" + member + "}"));

      assertThat(refresh())
          .isInstanceOfSatisfying(
              TokenRefresh.Refreshed.class,
              refreshed -> {
                assertThat(refreshed.tokens().refreshToken()).isEqualTo(REFRESH_TOKEN);
                assertThat(refreshed.tokens().expiresAt()).isEqualTo(START.plusSeconds(1200));
              });
    }
  }

  @Test
  void aSignInWithScopesButWithoutARefreshTokenIsNoGrant() {
    eve.server.on(TOKEN, answer(200, "{\"access_token\":\"" + token() + "\"}"));

    assertThat(exchange()).isEqualTo(new CodeExchange.Untrusted("EVE SSO gave no refresh token"));
  }

  @Test
  void revokesWithTheClientsCredentials() {
    assertThat(sso.eveSso().revoke(REFRESH_TOKEN)).isEqualTo(new Revocation.Revoked());

    Request request = onlyRequest(REVOKE);
    assertAuthenticated(request);
    assertThat(request.form())
        .isEqualTo(Map.of("token_type_hint", "refresh_token", "token", REFRESH_TOKEN.reveal()));
  }

  @Test
  void saysOfAnAnswerThatIsNotHttpOnlyWhatCanBeStored() {
    try (OtherServer server = new OtherServer("HTTP/1.1\0 200 OK\r\n\r\n");
        Sso other = Sso.connect(eve.settings().at(server.base()), now)) {
      assertThat(other.eveSso().revoke(REFRESH_TOKEN))
          .isInstanceOfSatisfying(
              Revocation.Unavailable.class,
              unavailable -> assertThat(unavailable.why()).contains("HTTP/1.1\ufffd 200 OK"));
    }
  }

  static Stream<Arguments> failedRevocations() {
    return Stream.of(
        Arguments.of(answer(429, "", "Retry-After", "17"), 17),
        Arguments.of(answer(503, ""), 60),
        Arguments.of(answer(502, "<html>Bad gateway</html>", "Content-Type", "text/html"), 60),
        Arguments.of(answer(403, "<html>Forbidden</html>"), 60),
        Arguments.of(LoopbackServer.broken(), 60));
  }

  @ParameterizedTest
  @MethodSource("failedRevocations")
  void tellsThatARevocationWasNotConfirmed(Responder responder, int retryAfterSeconds) {
    eve.server.on(REVOKE, responder);

    assertThat(sso.eveSso().revoke(REFRESH_TOKEN))
        .isInstanceOfSatisfying(
            Revocation.Unavailable.class,
            outage ->
                assertThat(outage.retryAfter()).isEqualTo(Duration.ofSeconds(retryAfterSeconds)));
  }

  @Test
  void takesForRevokedWhatEveCallsWorthless() {
    eve.server.on(REVOKE, answer(400, "{\"error\":\"invalid_token\"}"));

    assertThat(sso.eveSso().revoke(REFRESH_TOKEN)).isEqualTo(new Revocation.Revoked());
  }

  @Test
  void leavesAServerAloneThatIsDown() {
    eve.server.on(TOKEN, answer(502, "<html>"));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Unavailable.class);

    for (int character = 0; character < 1_000; character++) {
      assertThat(refresh())
          .isInstanceOfSatisfying(
              TokenRefresh.Unavailable.class,
              outage ->
                  assertThat(outage.retryAfter())
                      .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10)));
      assertThat(sso.eveSso().revoke(REFRESH_TOKEN)).isInstanceOf(Revocation.Unavailable.class);
    }
    assertThat(eve.server.requests(TOKEN)).hasSize(1);
    assertThat(eve.server.requests(REVOKE)).isEmpty();

    eve.answerRefreshWith(token());
    assertThat(exchange()).as("a pilot waits").isInstanceOf(CodeExchange.SignedIn.class);
    assertThat(refresh()).as("it is well again").isInstanceOf(TokenRefresh.Refreshed.class);
  }

  @Test
  void leavesAServerAloneThatDoesNotAcceptUs() {
    eve.server.on(TOKEN, answer(401, "{\"error\":\"invalid_client\"}"));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Misconfigured.class);

    assertThat(refresh()).isInstanceOf(TokenRefresh.Unavailable.class);

    assertThat(eve.server.requests(TOKEN)).hasSize(1);
  }

  @Test
  void triesAServerAgainThatWasDown() {
    eve.server.on(TOKEN, answer(503, "", "Retry-After", "17"));
    refresh();
    eve.answerRefreshWith(token());

    now.set(START.plusSeconds(17).minusMillis(1));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Unavailable.class);
    now.set(START.plusSeconds(17));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Refreshed.class);
    assertThat(refresh()).isInstanceOf(TokenRefresh.Refreshed.class);
  }

  static Stream<Arguments> permanentRefusals() {
    return Stream.of(
        refusal("invalid_grant", "Invalid refresh token. Character grant missing/expired."),
        refusal("invalid_grant", "Invalid refresh token. Token missing/expired."),
        refusal("invalid_token", "The refresh token is expired."),
        refusal("invalid_token", "The refresh token does not match the client specified."),
        refusal("something_new", "Invalid refresh token. Token missing/expired."));
  }

  private static Arguments refusal(String error, String description) {
    return Arguments.of(
        "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
  }

  @ParameterizedTest
  @MethodSource("permanentRefusals")
  void aGrantThatIsGoneIsGoneForGood(String body) {
    eve.server.on(TOKEN, answer(400, body, "Content-Type", "application/json"));

    assertThat(refresh()).isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(exchange()).isInstanceOf(CodeExchange.Refused.class);
  }

  static Stream<Arguments> faultsOfOurs() {
    return Stream.of(
        Arguments.of(answer(400, "{\"error\":\"invalid_client\"}"), "invalid_client"),
        Arguments.of(
            answer(401, "{\"error\":\"invalid_client\"}", "WWW-Authenticate", "Basic"),
            "invalid_client"),
        Arguments.of(answer(401, "", "WWW-Authenticate", "Basic"), "invalid_client"),
        Arguments.of(answer(400, "{\"error\":\"invalid_request\"}"), "invalid_request"),
        Arguments.of(answer(400, "{\"error\":\"invalid_scope\"}"), "invalid_scope"),
        Arguments.of(answer(400, "{\"error\":\"unauthorized_client\"}"), "unauthorized_client"),
        Arguments.of(
            answer(400, "{\"error\":\"unsupported_grant_type\"}"), "unsupported_grant_type"),
        Arguments.of(
            answer(400, "{\"error\":\"Grant type refresh_token is not supported.\"}"),
            "unsupported_grant_type"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfOurs")
  void aFaultOfOursIsNoPilots(Responder responder, String error) {
    eve.server.on(TOKEN, responder);

    assertThat(refresh()).isEqualTo(new TokenRefresh.Misconfigured(error));
    try (CapturedLogs logs = new CapturedLogs()) {
      assertThat(exchange())
          .isEqualTo(new CodeExchange.Unavailable("EVE SSO refuses this application: " + error));
      assertThat(logs.at(Level.ERROR))
          .singleElement()
          .asString()
          .contains(error, "check its client id, its client secret");
    }
  }

  static Stream<Arguments> outages() {
    String html = "<html><body>Bad gateway invalid_grant</body></html>";
    return Stream.of(
        Arguments.of(answer(429, "{\"error\":\"invalid_grant\"}", "Retry-After", "17"), 17),
        Arguments.of(answer(503, "", "Retry-After", "Tue, 01 Sep 2026 10:00:23 GMT"), 23),
        Arguments.of(answer(503, "", "Retry-After", "Tue, 01 Sep 2026 09:00:00 GMT"), 1),
        Arguments.of(answer(503, "", "Retry-After", "0"), 1),
        Arguments.of(answer(503, "", "Retry-After", "86400"), 3600),
        Arguments.of(answer(503, "", "Retry-After", "soon"), 60),
        Arguments.of(answer(500, "{\"error\":\"invalid_grant\"}"), 60),
        Arguments.of(answer(502, html, "Content-Type", "text/html"), 60),
        Arguments.of(answer(400, html, "Content-Type", "text/html"), 60),
        Arguments.of(answer(401, html, "Content-Type", "text/html"), 60),
        Arguments.of(answer(403, html, "Content-Type", "text/html"), 60),
        Arguments.of(answer(400, "{\"error\":\"temporarily_unavailable\"}"), 60),
        Arguments.of(answer(400, "[]"), 60),
        Arguments.of(answer(302, "", "Location", "/elsewhere"), 60),
        Arguments.of(answer(200, html, "Content-Type", "text/html"), 60),
        Arguments.of(answer(200, ""), 60),
        Arguments.of(answer(200, "{}"), 60),
        Arguments.of(answer(200, "{\"access_token\":7}"), 60),
        Arguments.of(answer(200, "{\"access_token\":\"a\"} trailing"), 60),
        Arguments.of(answer(200, "[1,2"), 60),
        Arguments.of(LoopbackServer.broken(), 60));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anOutageChangesNothing(Responder responder, int retryAfterSeconds) {
    eve.server.on(TOKEN, responder);

    assertThat(refresh())
        .isInstanceOfSatisfying(
            TokenRefresh.Unavailable.class,
            outage ->
                assertThat(outage.retryAfter()).isEqualTo(Duration.ofSeconds(retryAfterSeconds)));
    assertThat(exchange()).isInstanceOf(CodeExchange.Unavailable.class);
    assertThat(eve.server.requests("/elsewhere")).isEmpty();
    // Neither a code nor a refresh token may be spent twice.
    assertThat(eve.server.requests(TOKEN)).hasSize(2);
  }

  @Test
  void aServerThatSaysNothingIsAnOutage() {
    sso.close();
    eve.server.on(TOKEN, eve.server.silence());
    sso = Sso.connect(eve.settings(Duration.ofMillis(300)), now);

    assertThat(refresh()).isInstanceOf(TokenRefresh.Unavailable.class);
    assertThat(exchange()).isInstanceOf(CodeExchange.Unavailable.class);
  }

  @Test
  void spendsNoCodeAndNoTokenWhileAnAnswerCouldNotBeChecked() {
    eve.server.on(JWKS, answer(503, ""));

    assertThat(exchange()).isInstanceOf(CodeExchange.Unavailable.class);
    assertThat(refresh()).isInstanceOf(TokenRefresh.Unavailable.class);
    assertThat(eve.server.requests(TOKEN)).isEmpty();
  }

  @Test
  void readsTheMetadataOnceInFiveMinutes() {
    eve.answerRefreshWith(token());
    refresh();
    refresh();
    now.set(START.plus(Duration.ofMinutes(4)));
    refresh();
    assertThat(eve.server.requests(METADATA)).hasSize(1);
    assertThat(eve.server.requests(JWKS)).hasSize(1);

    now.set(START.plus(Duration.ofMinutes(6)));
    refresh();
    assertThat(eve.server.requests(METADATA)).hasSize(2);
    assertThat(eve.server.requests(JWKS)).hasSize(2);
  }

  @Test
  void goesWhereTheMetadataPointsAlsoWhileItCannotBeRead() {
    eve.server.on(
        METADATA,
        answer(
            200, SimulatedSso.metadata(eve.server.base()).replace("/v2/oauth/token", "/v3/token")));
    eve.server.on("/v3/token", answer(400, "{\"error\":\"invalid_grant\"}"));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Revoked.class);

    eve.server.on(METADATA, answer(502, "<html>"));
    now.set(START.plus(Duration.ofHours(1)));
    assertThat(refresh()).isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(eve.server.requests(METADATA)).hasSize(2);
    assertThat(eve.server.requests(TOKEN)).isEmpty();
  }

  static Stream<Arguments> uselessMetadata() {
    URI base = URI.create("http://127.0.0.1:1");
    String good = SimulatedSso.metadata(base);
    return Stream.of(
        Arguments.of(answer(404, "")),
        Arguments.of(answer(200, "<html>")),
        Arguments.of(answer(200, "{}")),
        Arguments.of(answer(200, good.replace("https://login.eveonline.com", "https://evil"))),
        Arguments.of(answer(200, good.replace("jwks_uri", "other"))),
        Arguments.of(answer(200, good.replace("http://127.0.0.1:1/v2/oauth/token", "a b"))),
        Arguments.of(answer(200, good.replace("http://127.0.0.1:1/v2", "ftp://127.0.0.1/v2"))));
  }

  @ParameterizedTest
  @MethodSource("uselessMetadata")
  void goesToTheDocumentedPlacesWithoutMetadata(Responder metadata) {
    eve.server.on(METADATA, metadata);
    eve.answerRefreshWith(token());

    assertThat(refresh()).isInstanceOf(TokenRefresh.Refreshed.class);
    assertThat(sso.eveSso().revoke(REFRESH_TOKEN)).isEqualTo(new Revocation.Revoked());
    assertThat(sso.eveSso().authorizationUri(CODE, VERIFIER, Scopes.NONE).toString())
        .startsWith(eve.server.base() + "/v2/oauth/authorize?");
  }

  @Test
  void secretsReachNeitherLogsNorOutcomes() {
    String foreign =
        eve.signed(PILOT, claims -> claims.withIssuer("https://elsewhere.example.org"));
    StringBuilder said = new StringBuilder();
    try (CapturedLogs logs = new CapturedLogs()) {
      for (Responder responder :
          List.of(
              answer(200, SimulatedSso.tokens(token(), "next-refresh-token")),
              answer(200, SimulatedSso.tokens(foreign, "next-refresh-token")),
              answer(200, SimulatedSso.tokens("opaque-access-token", "next-refresh-token")),
              answer(200, "{\"access_token\":\"" + foreign + "\" broken"),
              answer(
                  400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + foreign + "\"}"),
              answer(400, "{\"error\":\"" + foreign + "\"}"),
              answer(401, "{\"error\":\"invalid_client\"}"),
              answer(500, foreign),
              LoopbackServer.broken())) {
        eve.server.on(TOKEN, responder);
        eve.server.on(REVOKE, responder);
        said.append(exchange()).append(refresh()).append(sso.eveSso().revoke(REFRESH_TOKEN));
      }
      said.append(logs.text()).append(eve.settings()).append(sso.eveSso());
    }
    assertThat(said.toString())
        .contains("Refreshed", "SignedIn", "Untrusted")
        .doesNotContain(
            CODE.reveal(),
            REFRESH_TOKEN.reveal(),
            VERIFIER.secret().reveal(),
            CLIENT_SECRET.reveal(),
            "next-refresh-token",
            "opaque-access-token",
            "eyJ",
            foreign.split("\\.", -1)[2]);
  }
}
