package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiAuthorizationTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void aPrivateRouteNeedsAToken() {
    assertError(EVE.send(EVE.esi("/characters/" + MARA + "/skills")), 401, "not provided");
  }

  @Test
  void textThatIsNoTokenIsUnauthorized() {
    assertError(EVE.skills(MARA, new Tokens("rubbish", "")), 401, "not valid");
    assertError(EVE.skills(MARA, new Tokens("a.b.c", "")), 401, "not valid");
  }

  @Test
  void aTokenLivesForTwentyMinutes() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.pass(Duration.ofMinutes(20).minusSeconds(1));
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
    EVE.pass(Duration.ofSeconds(1));
    assertError(EVE.skills(MARA, tokens), 401, "expired");
  }

  @Test
  void aMovedClockEndsATokenToo() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.controlled("POST", "/clock/advance", "{\"by\":1200}");
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(401);
  }

  @Test
  void aMissingScopeIsNamed() {
    var tokens = EVE.signIn(MARA, QUEUE);
    assertThat(EVE.skillQueue(MARA, tokens).statusCode()).isEqualTo(200);
    var response = EVE.skills(MARA, tokens);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).path("error").asText())
        .isEqualTo("Token is not valid for scope(s): " + SKILLS);
  }

  @Test
  void anotherCharactersDataIsForbiddenEvenOnTheSameAccount() {
    assertError(EVE.skills(KELVAR, EVE.signIn(MARA, SKILLS)), 403, "character");
  }

  @Test
  void aPublicRouteNeedsNoTokenAndMindsNoBadOne() {
    assertThat(EVE.send(EVE.esi("/characters/" + MARA)).statusCode()).isEqualTo(200);
    assertThat(EVE.send(EVE.esi("/characters/" + MARA, new Tokens("rubbish", ""))).statusCode())
        .isEqualTo(200);
  }

  private static void assertError(HttpResponse<String> response, int status, String part) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("error").asText()).contains(part);
  }
}
