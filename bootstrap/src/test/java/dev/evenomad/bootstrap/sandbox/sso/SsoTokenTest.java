package dev.evenomad.bootstrap.sandbox.sso;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.authorization;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.exchange;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SsoTokenTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  // The example of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void aCodeGivesTokens() {
    var response = EVE.token(exchange(EVE.code(authorization(SKILLS, QUEUE), MARA)));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    var body = json(response);
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").intValue()).isEqualTo(1199);
    assertThat(body.path("refresh_token").asText()).hasSize(24).endsWith("==");
  }

  @Test
  void theAccessTokenHasEveryClaimOfEves() {
    var token = JWT.decode(EVE.signIn(MARA, SKILLS, QUEUE).access());
    assertThat(token.getAlgorithm()).isEqualTo("RS256");
    assertThat(token.getType()).isEqualTo("JWT");
    assertThat(token.getKeyId()).isEqualTo("JWT-Signature-Key");
    assertThat(token.getIssuer()).isEqualTo("https://login.eveonline.com");
    assertThat(token.getAudience()).containsExactly(EVE.sandbox().clientId(), "EVE Online");
    assertThat(token.getSubject()).isEqualTo("CHARACTER:EVE:" + MARA);
    assertThat(token.getClaim("name").asString()).isEqualTo("Mara Tessen");
    assertThat(token.getClaim("owner").asString()).hasSize(28);
    assertThat(token.getClaim("scp").asList(String.class)).containsExactly(SKILLS, QUEUE);
    assertThat(token.getClaim("azp").asString()).isEqualTo(EVE.sandbox().clientId());
    assertThat(token.getClaim("kid").asString()).isEqualTo("JWT-Signature-Key");
    assertThat(token.getClaim("tenant").asString()).isEqualTo("tranquility");
    assertThat(token.getClaim("tier").asString()).isEqualTo("live");
    assertThat(token.getClaim("region").asString()).isEqualTo("world");
    assertThat(token.getId()).hasSize(36);
    assertThat(token.getIssuedAtAsInstant()).isEqualTo(RunningSandbox.START);
    assertThat(Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant()))
        .isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void aSingleScopeIsAPlainText() {
    var scp = JWT.decode(EVE.signIn(MARA, SKILLS).access()).getClaim("scp");
    assertThat(scp.asString()).isEqualTo(SKILLS);
    assertThat(scp.asList(String.class)).isNull();
  }

  @Test
  void aLoginWithoutScopesHasNoScopeClaimAndNoRefreshToken() {
    var response = EVE.token(exchange(EVE.code(authorization(), MARA)));
    assertThat(json(response).get("refresh_token").isNull()).isTrue();
    assertThat(JWT.decode(json(response).path("access_token").asText()).getClaims())
        .doesNotContainKey("scp");
  }

  @Test
  void aNativeClientShowsItsVerifierInsteadOfASecret() {
    var response = EVE.nativeToken(withVerifier(pkceCode(), VERIFIER));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var refreshed =
        EVE.nativeToken(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                RunningSandbox.tokens(response).refresh(),
                "client_id",
                EVE.sandbox().clientId()));
    assertThat(refreshed.statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongVerifierSpendsTheCode() {
    var code = pkceCode();
    assertError(
        EVE.nativeToken(withVerifier(code, VERIFIER.replace('d', 'e'))), 400, "invalid_grant");
    assertError(EVE.nativeToken(withVerifier(code, VERIFIER)), 400, "invalid_grant");
  }

  @Test
  void aCodeWithChallengeNeedsItsVerifierEvenWithTheSecret() {
    assertError(EVE.token(exchange(pkceCode())), 400, "invalid_request");
    var form = new LinkedHashMap<>(exchange(pkceCode()));
    form.put("code_verifier", VERIFIER);
    assertThat(EVE.token(form).statusCode()).isEqualTo(200);
  }

  @Test
  void aCodeWithoutChallengeNeedsTheSecret() {
    var form = withVerifier(EVE.code(authorization(SKILLS), MARA), VERIFIER);
    assertError(EVE.nativeToken(form), 400, "invalid_client");
  }

  @Test
  void theSecretMayBeInTheForm() {
    var form = new LinkedHashMap<>(exchange(EVE.code(authorization(SKILLS), MARA)));
    form.put("client_id", EVE.sandbox().clientId());
    form.put("client_secret", EVE.sandbox().clientSecret());
    assertThat(EVE.nativeToken(form).statusCode()).isEqualTo(200);
    form.put("client_secret", "guess");
    assertError(EVE.nativeToken(form), 400, "invalid_client");
  }

  @Test
  void aCodeWorksOnce() {
    var code = EVE.code(authorization(SKILLS), MARA);
    assertThat(EVE.token(exchange(code)).statusCode()).isEqualTo(200);
    assertError(EVE.token(exchange(code)), 400, "invalid_grant");
  }

  @Test
  void ofManyWhoRedeemACodeAtOnceOneWins() {
    var code = EVE.code(authorization(SKILLS), MARA);
    var won =
        IntStream.range(0, 16)
            .parallel()
            .map(attempt -> EVE.token(exchange(code)).statusCode())
            .filter(status -> status == 200)
            .count();
    assertThat(won).isEqualTo(1);
  }

  @Test
  void aCodeLivesForFiveMinutes() {
    var young = EVE.code(authorization(SKILLS), MARA);
    EVE.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(EVE.token(exchange(young)).statusCode()).isEqualTo(200);

    var old = EVE.code(authorization(SKILLS), MARA);
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"PT5M\"}");
    assertError(EVE.token(exchange(old)), 400, "invalid_grant");
  }

  @Test
  void aCodeNobodyIssuedIsRefused() {
    assertError(EVE.token(exchange("made-up")), 400, "invalid_grant");
  }

  @Test
  void onlyFormsAreRead() {
    var code = EVE.code(authorization(SKILLS), MARA);
    var inJson =
        EVE.send(
            EVE.request(EVE.sandbox().ssoBase(), "/v2/oauth/token")
                .header("Content-Type", "application/json")
                .header("Authorization", RunningSandbox.basic())
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"x\"}")));
    assertError(inJson, 400, "unsupported_grant_type");
    assertThat(json(inJson).path("error_description").asText())
        .isEqualTo("Grant type refresh_token is not supported.");
    var inQuery =
        EVE.send(
            EVE.request(
                    EVE.sandbox().ssoBase(),
                    "/v2/oauth/token?" + RunningSandbox.form(exchange(code)))
                .header("Authorization", RunningSandbox.basic())
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertError(inQuery, 400, "unsupported_grant_type");
    assertThat(EVE.token(exchange(code)).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongBasicCredentialsAreUnauthorized() {
    for (var header :
        new String[] {"Basic bm9ib2R5OnNlY3JldA==", "Basic !!!", "Basic bm9jb2xvbg=="}) {
      var response =
          EVE.send(
              EVE.tokenRequest(exchange("any"), "application/x-www-form-urlencoded")
                  .header("Authorization", header));
      assertError(response, 401, "invalid_client");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic");
    }
  }

  @Test
  void aClientThatIsNotNamedIsRefused() {
    assertError(EVE.nativeToken(exchange("any")), 400, "invalid_client");
    var form = new LinkedHashMap<>(exchange("any"));
    form.put("client_id", "someone-else");
    assertError(EVE.nativeToken(form), 400, "invalid_client");
  }

  @Test
  void missingParametersAndUnknownGrantTypesAreNamed() {
    assertError(EVE.token(Map.of("code", "x")), 400, "invalid_request");
    assertError(EVE.token(Map.of("grant_type", "authorization_code")), 400, "invalid_request");
    assertError(EVE.token(Map.of("grant_type", "refresh_token")), 400, "invalid_request");
    assertError(EVE.token(Map.of("grant_type", "password")), 400, "unsupported_grant_type");
  }

  private static String pkceCode() {
    var query = new LinkedHashMap<>(authorization(SKILLS));
    query.put("code_challenge", CHALLENGE);
    query.put("code_challenge_method", "S256");
    return EVE.code(query, MARA);
  }

  private static Map<String, String> withVerifier(String code, String verifier) {
    var form = new LinkedHashMap<>(exchange(code));
    form.put("client_id", EVE.sandbox().clientId());
    form.put("code_verifier", verifier);
    return form;
  }

  private static void assertError(HttpResponse<String> response, int status, String error) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("error").asText()).isEqualTo(error);
    assertThat(json(response).path("error_description").asText()).isNotEmpty();
  }
}
