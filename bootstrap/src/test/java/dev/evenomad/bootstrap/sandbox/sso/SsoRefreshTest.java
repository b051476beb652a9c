package dev.evenomad.bootstrap.sandbox.sso;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.refresh;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SsoRefreshTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String TOKEN_MISSING = "Invalid refresh token. Token missing/expired.";
  private static final String GRANT_MISSING =
      "Invalid refresh token. Character grant missing/expired.";

  @Test
  void theSameTokenComesBackByDefault() {
    var first = EVE.signIn(MARA, SKILLS);
    var second = EVE.token(refresh(first.refresh()));
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(tokens(second).refresh()).isEqualTo(first.refresh());
    assertThat(tokens(second).access()).isNotEqualTo(first.access());
    assertThat(EVE.token(refresh(first.refresh())).statusCode()).isEqualTo(200);
  }

  @Test
  void withRotationANewTokenComesBackAndTheOldOneIsDead() {
    EVE.controlled("PUT", "/sso/refresh-rotation", "{\"mode\":\"new\"}");
    var first = EVE.signIn(MARA, SKILLS);
    var second = tokens(EVE.token(refresh(first.refresh())));
    assertThat(second.refresh()).isNotEqualTo(first.refresh());
    assertRefused(EVE.token(refresh(first.refresh())), TOKEN_MISSING);
    assertThat(EVE.token(refresh(second.refresh())).statusCode()).isEqualTo(200);
  }

  @Test
  void withRotationOneOfManyWhoRefreshAtOnceWins() {
    EVE.world().sso().rotation(RefreshRotation.NEW);
    var token = EVE.signIn(MARA, SKILLS).refresh();
    var won =
        IntStream.range(0, 16)
            .parallel()
            .map(attempt -> EVE.token(refresh(token)).statusCode())
            .filter(status -> status == 200)
            .count();
    assertThat(won).isEqualTo(1);
  }

  @Test
  void anUnknownTokenIsAnInvalidGrant() {
    assertRefused(EVE.token(refresh("bm9ib2R5IGlzc3VlZCBpdA==")), TOKEN_MISSING);
  }

  @Test
  void fewerScopesCanBeAskedForButNotMore() {
    var token = EVE.signIn(MARA, SKILLS, QUEUE).refresh();
    var fewer = EVE.token(scoped(token, QUEUE));
    assertThat(JWT.decode(tokens(fewer).access()).getClaim("scp").asString()).isEqualTo(QUEUE);
    var more = EVE.token(scoped(token, QUEUE + " esi-mail.read_mail.v1"));
    assertThat(more.statusCode()).isEqualTo(400);
    assertThat(json(more).path("error").asText()).isEqualTo("invalid_scope");
    var all = EVE.token(refresh(token));
    assertThat(JWT.decode(tokens(all).access()).getClaim("scp").asList(String.class))
        .containsExactly(SKILLS, QUEUE);
  }

  @Test
  void signingInAgainWithTheSameScopesKeepsTheEarlierToken() {
    var first = EVE.signIn(MARA, SKILLS, QUEUE);
    EVE.signIn(MARA, QUEUE, SKILLS);
    assertThat(EVE.token(refresh(first.refresh())).statusCode()).isEqualTo(200);
  }

  @Test
  void signingInAgainWithOtherScopesKillsTheEarlierToken() {
    var first = EVE.signIn(MARA, SKILLS);
    var other = EVE.signIn(KELVAR, SKILLS);
    EVE.signIn(MARA, SKILLS, QUEUE);
    assertThat(EVE.token(refresh(first.refresh())).statusCode()).isEqualTo(400);
    assertThat(EVE.token(refresh(other.refresh())).statusCode()).isEqualTo(200);
  }

  @Test
  void aRevokedGrantIsMissing() {
    var tokens = EVE.signIn(MARA, SKILLS);
    var other = EVE.signIn(INES, SKILLS);
    var revoked = EVE.controlled("DELETE", "/pilots/" + MARA + "/grants", "");
    assertThat(revoked.path("revoked").intValue()).isEqualTo(1);
    assertRefused(EVE.token(refresh(tokens.refresh())), GRANT_MISSING);
    assertThat(EVE.token(refresh(other.refresh())).statusCode()).isEqualTo(200);
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
  }

  @Test
  void aSoldCharacterHasAnotherOwnerAndItsGrantsAreDead() {
    var seller = EVE.signIn(MARA, SKILLS);
    EVE.controlled("POST", "/pilots/" + MARA + "/transfer", "{\"account\":\"buyer\"}");
    assertRefused(EVE.token(refresh(seller.refresh())), GRANT_MISSING);
    var buyer = EVE.signIn(MARA, SKILLS);
    assertThat(owner(buyer)).hasSize(28).isNotEqualTo(owner(seller));
    assertThat(JWT.decode(buyer.access()).getSubject()).isEqualTo("CHARACTER:EVE:" + MARA);
  }

  @Test
  void aCodeFromBeforeTheSaleIsDeadToo() {
    var code = EVE.code(RunningSandbox.authorization(SKILLS), MARA);
    EVE.world().pilots().transfer(MARA, "buyer");
    assertThat(EVE.token(RunningSandbox.exchange(code)).statusCode()).isEqualTo(400);
  }

  @Test
  void aBiomassedCharacterHasNoGrants() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    assertRefused(EVE.token(refresh(tokens.refresh())), GRANT_MISSING);
  }

  @Test
  void pilotsOfOneAccountHaveDifferentOwnerHashes() {
    assertThat(owner(EVE.signIn(MARA, SKILLS))).isNotEqualTo(owner(EVE.signIn(KELVAR, SKILLS)));
    assertThat(owner(EVE.signIn(MARA, SKILLS))).isEqualTo(owner(EVE.signIn(MARA, SKILLS)));
  }

  @Test
  void revokingEndsTheRefreshTokenAndLeavesTheAccessToken() {
    var tokens = EVE.signIn(MARA, SKILLS);
    var response = revoke(tokens.refresh(), RunningSandbox.basic());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertRefused(EVE.token(refresh(tokens.refresh())), TOKEN_MISSING);
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
  }

  @Test
  void revokingAlwaysAnswers200ButOnlyTheClientEndsAnything() {
    var tokens = EVE.signIn(MARA, SKILLS);
    assertThat(revoke("unknown", RunningSandbox.basic()).statusCode()).isEqualTo(200);
    assertThat(revoke(tokens.refresh(), "Basic bm9ib2R5OnNlY3JldA==").statusCode()).isEqualTo(200);
    assertThat(EVE.token(refresh(tokens.refresh())).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> revoke(String token, String authorization) {
    return EVE.send(
        EVE.request(EVE.sandbox().ssoBase(), "/v2/oauth/revoke")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", authorization)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    RunningSandbox.form(
                        Map.of("token_type_hint", "refresh_token", "token", token)))));
  }

  private static Map<String, String> scoped(String token, String scope) {
    var form = new LinkedHashMap<>(refresh(token));
    form.put("scope", scope);
    return form;
  }

  private static String owner(RunningSandbox.Tokens tokens) {
    return JWT.decode(tokens.access()).getClaim("owner").asString();
  }

  private static void assertRefused(HttpResponse<String> response, String description) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(json(response).path("error_description").asText()).isEqualTo(description);
  }
}
