package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiCallsTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void callsAreCountedByRouteAndStatus() {
    var response = EVE.skills(MARA, EVE.signIn(MARA, SKILLS));
    EVE.skills(KELVAR, EVE.signIn(KELVAR, SKILLS));
    var etag = response.headers().firstValue("ETag").orElseThrow();
    EVE.send(
        EVE.esi("/characters/" + MARA + "/skills", EVE.signIn(MARA, SKILLS))
            .header("If-None-Match", etag));
    EVE.send(EVE.esi("/nowhere"));
    EVE.controlled("POST", "/faults", "{\"target\":\"esi\",\"status\":502,\"times\":1}");
    EVE.send(EVE.esi("/status"));
    assertThat(EVE.controlled("GET", "/esi/calls", "").toString())
        .isEqualTo(
            "{\"total\":5,\"byStatus\":{\"200\":2,\"304\":1,\"404\":1,\"502\":1},\"calls\":[{\"route\":\"GET"
                + " /characters/{character_id}/skills\",\"status\":200,\"count\":2},{\"route\":\"GET"
                + " /characters/{character_id}/skills\",\"status\":304,\"count\":1},{\"route\":\"GET"
                + " /status\",\"status\":502,\"count\":1},{\"route\":\"no such"
                + " route\",\"status\":404,\"count\":1}],\"early\":[{\"route\":\"GET"
                + " /characters/{character_id}/skills\",\"status\":304,\"count\":1}]}");
  }

  @Test
  void aCallIsEarlyUntilTheLastAnswerHasExpired() {
    var token = EVE.signIn(MARA, "esi-mail.read_mail.v1");
    String mails = "/characters/" + MARA + "/mail";
    EVE.send(EVE.esi(mails, token));
    EVE.pass(Duration.ofSeconds(29));
    EVE.send(EVE.esi(mails, token));
    EVE.pass(Duration.ofSeconds(1));
    EVE.send(EVE.esi(mails, token));
    assertThat(EVE.controlled("GET", "/esi/calls", "").path("early"))
        .singleElement()
        .extracting(count -> count.path("count").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatWasToldAnewIsEarlyAllTheSame() {
    var token = EVE.signIn(MARA, SKILLS);
    EVE.skills(MARA, token);
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "{}");
    EVE.controlled("POST", "/pilots/" + MARA + "/login", "");
    EVE.skills(MARA, token);
    assertThat(EVE.controlled("GET", "/esi/calls", "").path("early")).hasSize(1);
  }

  @Test
  void theCountBeginsAnewWithTheWorldAndWhenItIsWanted() {
    EVE.send(EVE.esi("/status"));
    assertThat(EVE.controlled("DELETE", "/esi/calls", "").path("total").intValue()).isZero();
    EVE.send(EVE.esi("/status"));
    EVE.controlled("POST", "/reset", "");
    assertThat(EVE.controlled("GET", "/esi/calls", "").path("calls")).isEmpty();
  }
}
