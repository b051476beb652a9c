package dev.evenomad.bootstrap.sandbox.sso;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrantsOperationTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void manyAreSignedInAtOnceAndTheirTokensWork() {
    var grants = granted("{\"count\":10}");
    assertThat(grants).hasSize(3);
    for (var grant : grants) {
      var id = grant.path("characterId").longValue();
      var pilot = EVE.world().pilots().get(id);
      assertThat(grant.path("name").asText()).isEqualTo(pilot.name());
      assertThat(grant.path("owner").asText()).isEqualTo(pilot.ownerHash());
      assertThat(grant.path("expiresAt").asText())
          .isEqualTo(START.plus(Duration.ofMinutes(20)).toString());
      assertThat(EVE.skills(id, tokens(grant)).statusCode()).isEqualTo(200);
      assertThat(EVE.token(refresh(tokens(grant).refresh())).statusCode()).isEqualTo(200);
      assertThat(EVE.world().sso().grants(id)).hasSize(1);
    }
  }

  @Test
  void thoseWhoAreNamedAreSignedInForWhatIsNamed() {
    var grants = granted("{\"characterIds\":[" + KELVAR + "],\"scopes\":[\"" + QUEUE + "\"]}");
    assertThat(grants).hasSize(1);
    var tokens = tokens(grants.get(0));
    assertThat(EVE.skillQueue(KELVAR, tokens).statusCode()).isEqualTo(200);
    assertThat(EVE.skills(KELVAR, tokens).statusCode()).isEqualTo(403);
  }

  @Test
  void theNextOnesAreBehindTheLast() {
    assertThat(ids(granted("{\"count\":2}"))).containsExactly(MARA, KELVAR);
    assertThat(ids(granted("{\"count\":2,\"after\":" + KELVAR + "}"))).containsExactly(INES);
    assertThat(granted("{\"count\":2,\"after\":" + INES + "}")).isEmpty();
  }

  @Test
  void aGrantOfOtherScopesEndsTheEarlierOne() {
    var first = tokens(granted("{\"count\":1,\"scopes\":[\"" + SKILLS + "\"]}").get(0));
    granted("{\"count\":1,\"scopes\":[\"" + QUEUE + "\"]}");
    assertThat(EVE.token(refresh(first.refresh())).statusCode()).isEqualTo(400);
    assertThat(EVE.world().sso().grants(MARA)).hasSize(1);
  }

  @Test
  void theDeletedAreLeftOut() {
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    assertThat(ids(granted("{\"count\":3}"))).containsExactly(KELVAR, INES);
    assertRefused("{\"characterIds\":[" + INES + "," + MARA + "]}", 409, "has been deleted");
    assertThat(EVE.world().sso().grants(INES)).hasSize(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertRefused("{}", 400, "not clear who");
    assertRefused("{\"count\":1,\"characterIds\":[" + MARA + "]}", 400, "not clear who");
    assertRefused("{\"count\":0}", 400, "count cannot be 0");
    assertRefused("{\"count\":10001}", 400, "count cannot be 10001");
    assertRefused("{\"characterIds\":[\"x\"]}", 400, "a list of whole numbers");
    assertRefused("{\"characterIds\":[1]}", 404, "there is no pilot 1");
    assertRefused("{\"count\":1,\"scopes\":[]}", 400, "no scope");
    assertRefused("{\"count\":1,\"scopes\":[\"esi-all.v1\"]}", 400, "no scope esi-all.v1");
    assertThat(EVE.world().sso().grants(MARA)).isEmpty();
  }

  @Test
  void whatIsGrantedDoesNotPrintItsTokens() {
    var granted = EVE.world().sso().grant(List.of(MARA), List.of(SKILLS)).getFirst();
    assertThat(granted.toString())
        .contains("" + MARA)
        .doesNotContain(granted.refreshToken(), granted.accessToken());
  }

  private static JsonNode granted(String body) {
    return EVE.controlled("POST", "/sso/grants", body).path("grants");
  }

  private static Tokens tokens(JsonNode grant) {
    return new Tokens(grant.path("accessToken").asText(), grant.path("refreshToken").asText());
  }

  private static List<Long> ids(JsonNode grants) {
    return grants.findValues("characterId").stream().map(JsonNode::longValue).toList();
  }

  private static void assertRefused(String body, int status, String cause) {
    var response = EVE.control("POST", "/sso/grants", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(cause);
  }
}
