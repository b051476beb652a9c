package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.INES;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiPublicDataTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  @Test
  void aCharacterIsPublic() {
    var body = json(EVE.send(EVE.esi("/characters/" + MARA)));
    assertThat(body.path("name").asText()).isEqualTo("Mara Tessen");
    assertThat(body.path("corporation_id").longValue()).isEqualTo(98_100_001);
    assertThat(body.path("alliance_id").longValue()).isEqualTo(99_100_001);
    assertThat(body.path("gender").asText()).isIn("male", "female");
    assertThat(Instant.parse(body.path("birthday").asText())).isBefore(RunningSandbox.START);
    assertThat(body.has("achievement_score")).isTrue();
    assertThat(body.has("bloodline_id")).isTrue();
    assertThat(body.has("race_id")).isTrue();
  }

  @Test
  void whoHasNoAllianceHasNoMemberForIt() {
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"allianceId\":0}");
    assertThat(json(EVE.send(EVE.esi("/characters/" + MARA))).has("alliance_id")).isFalse();
  }

  @Test
  void unknownAndDeletedCharactersAreNotFoundInEsisWords() {
    assertError(EVE.send(EVE.esi("/characters/2112009999")), 404, "Character not found");
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    var deleted = EVE.send(EVE.esi("/characters/" + MARA));
    assertError(deleted, 404, "Character has been deleted!");
    assertThat(json(deleted).path("status").intValue()).isEqualTo(404);
  }

  @Test
  void anIdThatIsNoNumberIsABadRequest() {
    assertThat(EVE.send(EVE.esi("/characters/mara")).statusCode()).isEqualTo(400);
  }

  @Test
  void aSlashAtTheEndMakesNoDifference() {
    assertThat(EVE.send(EVE.esi("/characters/" + MARA + "/")).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsNotFoundAndAWrongMethodIsRefused() {
    assertThat(EVE.send(EVE.esi("/characters/" + MARA + "/moods")).statusCode()).isEqualTo(404);
    assertThat(EVE.send(EVE.esi("/status").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
  }

  @Test
  void affiliationsAreGivenForManyAndUnknownOnesLeftOut() {
    EVE.controlled("PATCH", "/pilots/" + INES, "{\"biomassed\":true}");
    var body = json(post("/characters/affiliation", "[" + MARA + "," + INES + ",2112009999]"));
    assertThat(body).hasSize(2);
    assertThat(body.get(0).path("character_id").longValue()).isEqualTo(MARA);
    assertThat(body.get(0).path("alliance_id").longValue()).isEqualTo(99_100_001);
    assertThat(body.get(1).path("corporation_id").longValue()).isEqualTo(1_000_001);
    assertThat(body.get(1).has("alliance_id")).isFalse();
  }

  @Test
  void namesComeWithTheirCategories() {
    var body = json(post("/universe/names", "[" + MARA + ",98100001,99100001,3300]"));
    assertThat(body.toString())
        .contains("{\"category\":\"character\",\"id\":2112000001,\"name\":\"Mara Tessen\"}")
        .contains("{\"category\":\"corporation\",\"id\":98100001,\"name\":\"Wayfarer Freight\"}")
        .contains("{\"category\":\"alliance\",\"id\":99100001,\"name\":\"Long Haul Compact\"}")
        .contains("{\"category\":\"inventory_type\",\"id\":3300,\"name\":\"Gunnery\"}");
  }

  @Test
  void oneUnknownIdFailsAllNamesAndADeletedPilotIsStillKnown() {
    assertError(
        post("/universe/names", "[" + MARA + ",123456789]"),
        404,
        "Ensure all IDs are valid before resolving.");
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    assertThat(post("/universe/names", "[" + MARA + "]").statusCode()).isEqualTo(200);
  }

  @Test
  void aBulkLookUpTakesOneToAThousandDifferentIds() {
    for (var path : new String[] {"/universe/names", "/characters/affiliation"}) {
      assertThat(post(path, "not json").statusCode()).isEqualTo(400);
      assertThat(post(path, "").statusCode()).isEqualTo(400);
      assertThat(post(path, "[]").statusCode()).isEqualTo(422);
      assertThat(post(path, "{}").statusCode()).isEqualTo(422);
      assertThat(post(path, "[\"1\"]").statusCode()).isEqualTo(422);
      assertThat(post(path, "[1.5]").statusCode()).isEqualTo(422);
      assertThat(post(path, "[3300,3300]").statusCode()).isEqualTo(422);
      var tooMany =
          IntStream.rangeClosed(1, 1001)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(",", "[", "]"));
      assertThat(post(path, tooMany).statusCode()).isEqualTo(422);
    }
  }

  @Test
  void skillsHaveTheirNamesInTheGamesLanguages() {
    var names =
        Map.of(
            "en", "Gunnery",
            "de", "Gunnery",
            "fr", "Armement",
            "es", "Artillería",
            "ru", "Ведение орудийного огня",
            "ja", "ガンナリー",
            "ko", "터렛 운용",
            "zh", "射击学");
    names.forEach(
        (language, name) -> {
          var response =
              EVE.send(EVE.esi("/universe/types/3300").header("Accept-Language", language));
          assertThat(json(response).path("name").asText()).isEqualTo(name);
          assertThat(response.headers().firstValue("Content-Language")).contains(language);
        });
  }

  @Test
  void theBestLanguageThatIsThereIsChosen() {
    assertThat(name("fr-CA,fr;q=0.9,en;q=0.5")).isEqualTo("Armement");
    assertThat(name("en;q=0.1, es;q=0.9")).isEqualTo("Artillería");
    assertThat(name("nl, sv;q=0.5")).isEqualTo("Gunnery");
    assertThat(name("fr;q=0, en")).isEqualTo("Gunnery");
    assertThat(name("!?")).isEqualTo("Gunnery");
    assertThat(json(EVE.send(EVE.esi("/universe/types/3300?language=fr"))).path("name").asText())
        .isEqualTo("Armement");
  }

  @Test
  void aTypeHasItsGroupAndRankAndAnUnknownOneIsNotFound() {
    var type = json(EVE.send(EVE.esi("/universe/types/3330")));
    assertThat(type.path("type_id").intValue()).isEqualTo(3330);
    assertThat(type.path("group_id").intValue()).isEqualTo(257);
    assertThat(type.path("published").booleanValue()).isTrue();
    assertThat(type.path("dogma_attributes").toString())
        .contains("{\"attribute_id\":275,\"value\":2.0}");
    assertError(EVE.send(EVE.esi("/universe/types/1")), 404, "Type not found!");
  }

  @Test
  void theStatusNamesPlayersAndTheLastServerStart() {
    var response = EVE.send(EVE.esi("/status"));
    assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=30");
    var body = json(response);
    assertThat(body.path("players").intValue()).isPositive();
    assertThat(body.path("server_version").asText()).isNotEmpty();
    assertThat(body.path("start_time").asText()).isEqualTo("2026-11-02T11:05:00Z");
    assertThat(body.has("vip")).isFalse();
    EVE.controlled("PATCH", "/esi", "{\"vip\":true}");
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"PT14H\"}");
    var restricted = json(EVE.send(EVE.esi("/status")));
    assertThat(restricted.path("vip").booleanValue()).isTrue();
    assertThat(restricted.path("start_time").asText()).isEqualTo("2026-11-02T11:05:00Z");
  }

  @Test
  void aDateInEffectIsEchoedAndNotLaterThanTheOneAskedFor() {
    assertThat(effective("2026-08-04")).isEqualTo("2026-08-04");
    assertThat(effective("2026-08-10")).isEqualTo("2026-08-04");
    assertThat(effective("2026-11-02")).isEqualTo("2026-08-18");
    assertThat(effective("2020-01-01")).isEqualTo("2020-01-01");
    var failed = EVE.send(EVE.esi("/characters/2112009999"));
    assertThat(failed.headers().firstValue("X-Compatibility-Date")).contains("2026-08-04");
  }

  @Test
  void withoutADateItIsTheOldestAndACharacterHasItsOldShape() {
    var base = EVE.sandbox().esiBase();
    var response = EVE.send(EVE.request(base, "/characters/" + MARA));
    assertThat(response.headers().firstValue("X-Compatibility-Date")).contains("2020-01-01");
    assertThat(json(response).has("achievement_score")).isFalse();
    var inQuery =
        EVE.send(EVE.request(base, "/characters/" + MARA + "?compatibility_date=2026-06-09"));
    assertThat(json(inQuery).has("achievement_score")).isTrue();
  }

  @Test
  void aDateThatCannotBeIsABadRequest() {
    for (var wrong : new String[] {"2026-11-03", "2019-12-31", "today", "2026-02-30"}) {
      assertThat(dated(wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    // The day turns at 11:00.
    EVE.time().set(Instant.parse("2026-11-03T10:59:59Z"));
    assertThat(dated("2026-11-03").statusCode()).isEqualTo(400);
    EVE.time().set(Instant.parse("2026-11-03T11:00:00Z"));
    assertThat(dated("2026-11-03").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> dated(String date) {
    return EVE.send(
        EVE.request(EVE.sandbox().esiBase(), "/characters/" + MARA)
            .header("X-Compatibility-Date", date));
  }

  private static String effective(String date) {
    return dated(date).headers().firstValue("X-Compatibility-Date").orElse("");
  }

  private static String name(String acceptLanguage) {
    return json(EVE.send(EVE.esi("/universe/types/3300").header("Accept-Language", acceptLanguage)))
        .path("name")
        .asText();
  }

  private static HttpResponse<String> post(String path, String body) {
    return EVE.send(
        EVE.esi(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void assertError(HttpResponse<String> response, int status, String error) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("error").asText()).isEqualTo(error);
  }
}
