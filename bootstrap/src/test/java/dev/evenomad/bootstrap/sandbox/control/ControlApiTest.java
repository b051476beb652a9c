package dev.evenomad.bootstrap.sandbox.control;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlApiTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void everyOperationIsListedAndItsExampleWorks() {
    var operations = EVE.controlled("GET", "", "").path("operations");
    assertThat(operations.size()).isGreaterThan(45);
    for (var operation : operations) {
      EVE.world().reset();
      prepareFor(operation);
      var path =
          operation
              .path("path")
              .asText()
              .substring("/control".length())
              .replace("{characterId}", Long.toString(MARA))
              .replace("{mailId}", "400000002")
              .replace("{orderId}", Long.toString(FirstPilots.RIFTERS))
              .replace("{jobId}", Long.toString(FirstPilots.BUILDING))
              .replace("{planetId}", Long.toString(FirstPilots.PLANET))
              .replace("{pinId}", Long.toString(FirstPilots.EXTRACTOR))
              .replace("browsers/{id}", "browsers/" + browserId())
              .replace("{id}", faultId());
      var query = operation.path("exampleQuery").asText().replaceAll("wait=\\d+", "wait=0");
      var response =
          EVE.control(
              operation.path("method").asText(),
              path + query,
              operation.path("exampleBody").toString());
      assertThat(response.statusCode())
          .as("%s: %s", operation, response.body())
          .isBetween(200, 204);
      assertThat(operation.path("summary").asText()).isNotEmpty();
    }
  }

  private static void prepareFor(JsonNode operation) {
    switch (operation.path("path").asText().replaceAll(".*}/", "")) {
      case "skill-queue/resume" -> EVE.world().pilots().pause(MARA);
      case "resume" -> EVE.world().jobs().pause(MARA, FirstPilots.BUILDING);
      case "deliver" -> EVE.world().jobs().finish(MARA, FirstPilots.BUILDING, Duration.ZERO);
      default -> {
        // Nothing to prepare.
      }
    }
  }

  /** A browser whose subscription can end. */
  private static String browserId() {
    return EVE.controlled("POST", "/push/browsers", "{}").path("id").asText();
  }

  /** A fault to remove. */
  private static String faultId() {
    var fault = "{\"target\":\"google\",\"status\":500}";
    return EVE.controlled("POST", "/faults", fault).path("id").asText();
  }

  @Test
  void aPilotCanBeCreatedWithNothingButAName() {
    var pilot = EVE.controlled("POST", "/pilots", "{\"name\":\"Tamsin Ark\"}");
    assertThat(pilot.path("characterId").longValue()).isEqualTo(INES + 1);
    assertThat(pilot.path("corporationId").longValue()).isEqualTo(98_100_001);
    assertThat(pilot.path("ownerHash").asText()).hasSize(28);
    assertThat(pilot.has("allianceId")).isFalse();
    assertThat(pilot.path("skills").size()).isPositive();
    assertThat(pilot.at("/skillQueue/entries")).isEmpty();
    assertThat(EVE.controlled("GET", "/pilots", "").path("pilots")).hasSize(4);
  }

  @Test
  void aPilotCanBeCreatedInEveryDetail() {
    var pilot =
        EVE.controlled(
            "POST",
            "/pilots",
            "{\"name\":\"Tamsin Ark\",\"characterId\":95000001,\"account\":\"aurora\","
                + "\"corporationId\":1000167,\"allianceId\":99000042,"
                + "\"skillLevels\":{\"3300\":5,\"3449\":0}}");
    assertThat(pilot.path("characterId").longValue()).isEqualTo(95_000_001);
    assertThat(pilot.path("account").asText()).isEqualTo("aurora");
    assertThat(pilot.path("corporationId").longValue()).isEqualTo(1_000_167);
    assertThat(pilot.path("allianceId").longValue()).isEqualTo(99_000_042);
    assertThat(pilot.path("totalSkillPoints").longValue()).isEqualTo(256_000);
  }

  @Test
  void whatCannotBeCreatedIsRefusedWithCauseAndCure() {
    assertRefused("POST", "/pilots", "{}", 400, "\"name\" is missing");
    assertRefused("POST", "/pilots", "{\"name\":\"x\"}", 400, "3 to 37 characters");
    assertRefused("POST", "/pilots", "{\"name\":\"mara tessen\"}", 409, "is taken");
    assertRefused(
        "POST", "/pilots", "{\"name\":\"New One\",\"characterId\":7}", 400, "not a character id");
    assertRefused(
        "POST",
        "/pilots",
        "{\"name\":\"New One\",\"characterId\":2112000001}",
        409,
        "exists already");
    assertRefused(
        "POST", "/pilots", "{\"name\":\"New One\",\"corporationId\":5}", 400, "corporation id");
    assertRefused(
        "POST",
        "/pilots",
        "{\"name\":\"New One\",\"skillLevels\":{\"3300\":6}}",
        400,
        "cannot have level 6");
    assertRefused(
        "POST", "/pilots", "{\"name\":\"New One\",\"skillLevels\":{\"x\":1}}", 400, "skillLevels");
    assertThat(EVE.world().pilots().all()).hasSize(3);
  }

  @Test
  void aQueueThatCannotBeIsRefusedAndChangesNothing() {
    var before = EVE.world().pilots().get(MARA);
    assertQueueRefused("{\"skillId\":1,\"level\":1}", "no skill 1");
    assertQueueRefused("{\"skillId\":3312,\"level\":6}", "does not exist");
    assertQueueRefused("{\"skillId\":3312,\"level\":0}", "does not exist");
    assertQueueRefused("{\"skillId\":3300,\"level\":4}", "trained or queued to level 4");
    assertQueueRefused("{\"skillId\":3312}", "\"level\" is missing");
    assertQueueRefused("{\"skillId\":3312,\"level\":1,\"duration\":0}", "less than a second");
    assertQueueRefused("{\"skillId\":3312,\"level\":1,\"duration\":\"soon\"}", "ISO 8601");
    assertQueueRefused(
        "{\"skillId\":3312,\"level\":1,\"duration\":5,\"finishesIn\":5}", "a duration and an end");
    assertQueueRefused(
        "{\"skillId\":3312,\"level\":1,\"finishesIn\":60},"
            + "{\"skillId\":3312,\"level\":2,\"finishesIn\":30}",
        "before the entry in front");
    assertQueueRefused(
        "{\"skillId\":3312,\"level\":1},{\"skillId\":3312,\"level\":1}", "queued to level 1");
    assertQueueRefused("{\"skill\":3312}", "no member \"skill\"");
    assertThat(EVE.world().pilots().get(MARA)).isEqualTo(before);
  }

  @Test
  void whatDoesNotFitTheStateIsAConflict() {
    var queue = "/pilots/" + MARA + "/skill-queue";
    assertRefused("POST", queue + "/resume", "", 409, "not paused");
    EVE.controlled("POST", queue + "/pause", "");
    assertRefused("POST", queue + "/pause", "", 409, "not training");
    assertRefused("POST", queue + "/finish", "", 409, "not training");
    EVE.controlled("PUT", queue, "{\"entries\":[]}");
    assertRefused("POST", queue + "/finish", "", 409, "not training");
    assertRefused("POST", queue + "/finish", "{\"finishIn\":-1}", 400, "cannot finish");
    assertRefused(
        "POST",
        "/pilots/" + MARA + "/transfer",
        "{\"account\":\"aurora\"}",
        409,
        "belongs to that account already");
  }

  @Test
  void whoIsNotThereIsNotFound() {
    assertRefused("GET", "/pilots/2112009999", "", 404, "no pilot 2112009999");
    assertRefused("DELETE", "/pilots/2112009999/grants", "", 404, "no pilot 2112009999");
    assertRefused("GET", "/pilots/mara", "", 400, "not a number");
    assertRefused("GET", "/nothing", "", 404, "no operation");
    assertRefused("DELETE", "/clock", "", 405, "DELETE is not possible");
  }

  @Test
  void aBodyThatIsNotUnderstoodIsRefused() {
    assertRefused("POST", "/pilots", "{", 400, "not JSON");
    assertRefused("POST", "/pilots", "[]", 400, "where an object should be");
    assertRefused("POST", "/pilots", "{\"name\":\"a\",\"name\":\"b\"}", 400, "not JSON");
    assertRefused("POST", "/pilots", "{\"name\":5}", 400, "not a text");
    assertRefused("POST", "/pilots", "{\"name\":\"New One\",\"extra\":1}", 400, "\"extra\"");
    assertRefused("PATCH", "/esi", "{\"downtime\":\"yes\"}", 400, "not true or false");
    assertRefused("POST", "/sso/next-tokens", "{\"quirk\":\"odd\"}", 400, "no quirk odd");
    assertRefused("POST", "/sso/next-tokens", "{\"quirk\":\"expired\",\"times\":0}", 400, "times");
    assertRefused("PUT", "/sso/refresh-rotation", "{\"mode\":\"x\"}", 400, "no rotation mode");
    assertRefused("POST", "/sso/callbacks", "{\"callback\":\"/x\"}", 400, "not an absolute URI");
    assertRefused("POST", "/sso/callbacks", "{\"callback\":\"a b\"}", 400, "not a URI");
    assertRefused("PUT", "/push/tokens", "{\"token\":\"t\",\"state\":\"x\"}", 400, "cannot be x");
    assertRefused("PUT", "/push/tokens", "{\"token\":\" \",\"state\":\"valid\"}", 400, "blank");
    assertRefused("PUT", "/esi/error-limit", "{\"errorsRemaining\":101}", 400, "cannot be 101");
    assertRefused("GET", "/push/messages?wait=61", "", 400, "wait cannot be 61");
    assertRefused("GET", "/push/messages?after=x", "", 400, "not a number");
  }

  @Test
  void timeOnlyPassesForwards() {
    assertRefused("POST", "/clock/advance", "{\"by\":0}", 400, "cannot be moved");
    assertRefused("POST", "/clock/advance", "{\"by\":\"-PT1S\"}", 400, "cannot be moved");
    assertRefused("POST", "/clock/advance", "{\"by\":\"P9999D\"}", 400, "ten years");
    assertRefused("POST", "/clock/advance", "{}", 400, "\"by\" is missing");
    var clock = EVE.controlled("POST", "/clock/advance", "{\"by\":\"PT90S\"}");
    assertThat(clock.path("time").asText()).isEqualTo(START.plusSeconds(90).toString());
    assertThat(clock.path("realTime").asText()).isEqualTo(START.toString());
    assertThat(clock.path("offset").asText()).isEqualTo("PT1M30S");
    EVE.pass(Duration.ofSeconds(5));
    assertThat(EVE.controlled("GET", "/clock", "").path("time").asText())
        .isEqualTo(START.plusSeconds(95).toString());
  }

  @Test
  void aPilotShowsItsGrants() {
    EVE.signIn(MARA, SKILLS);
    assertThat(EVE.controlled("GET", "/pilots/" + MARA, "").path("grants").toString())
        .isEqualTo("[[\"" + SKILLS + "\"]]");
    EVE.controlled("POST", "/pilots/" + MARA + "/transfer", "{\"account\":\"buyer\"}");
    assertThat(EVE.controlled("GET", "/pilots/" + MARA, "").path("grants")).isEmpty();
  }

  @Test
  void resettingBringsBackTheBeginning() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.controlled("POST", "/pilots/" + MARA + "/transfer", "{\"account\":\"buyer\"}");
    EVE.controlled("POST", "/pilots", "{\"name\":\"Tamsin Ark\"}");
    EVE.controlled("POST", "/clock/advance", "{\"by\":60}");
    EVE.controlled("POST", "/sso/keys", "{\"keepOld\":false}");
    EVE.controlled("POST", "/sso/next-tokens", "{\"quirk\":\"expired\",\"times\":5}");
    EVE.controlled("PATCH", "/esi", "{\"downtime\":true}");
    EVE.controlled("PUT", "/esi/error-limit", "{\"errorsRemaining\":0}");
    EVE.controlled("PUT", "/push/tokens", "{\"token\":\"t\",\"state\":\"invalid\"}");
    EVE.controlled("POST", "/faults", "{\"target\":\"sso\",\"status\":500}");

    var state = EVE.controlled("POST", "/reset", "");
    assertThat(state.path("offset").asText()).isEqualTo("PT0S");
    assertThat(state.path("pilots").toString())
        .isEqualTo("[\"Mara Tessen\",\"Kelvar Oduya\",\"Ines Halvorsen\"]");
    assertThat(state.path("faults")).isEmpty();
    assertThat(EVE.controlled("GET", "/push/tokens", "").path("tokens")).isEmpty();
    assertThat(EVE.controlled("GET", "/requests", "").path("requests")).isEmpty();
    assertThat(EVE.token(RunningSandbox.refresh(tokens.refresh())).statusCode()).isEqualTo(400);
    assertThat(EVE.skills(MARA, EVE.signIn(MARA, SKILLS)).statusCode()).isEqualTo(200);
  }

  private static void assertQueueRefused(String entries, String part) {
    assertRefused(
        "PUT", "/pilots/" + MARA + "/skill-queue", "{\"entries\":[" + entries + "]}", 400, part);
  }

  private static void assertRefused(
      String method, String path, String body, int status, String part) {
    var response = EVE.control(method, path, body);
    assertThat(response.statusCode()).as("%s %s", body, response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).path("status").intValue()).isEqualTo(status);
    assertThat(json(response).path("title").asText()).contains(part);
    assertThat(json(response).path("cure").asText()).isNotEmpty();
  }
}
