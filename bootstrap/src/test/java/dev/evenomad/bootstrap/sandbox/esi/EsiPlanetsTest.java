package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.EXTRACTOR;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.PLANET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiPlanetsTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String COLONY = "/pilots/" + MARA + "/colonies/" + PLANET;
  private static final String PROGRAMME = COLONY + "/extractors/" + EXTRACTOR;
  private static final Duration CACHE = Duration.ofMinutes(10);
  private static final String VISITED = START.minus(Duration.ofHours(2)).toString();

  private Tokens tokens = new Tokens("", "");

  @BeforeEach
  void signIn() {
    tokens = EVE.signIn(MARA, "esi-planets.manage_planets.v1");
  }

  @Test
  void theColoniesAreListed() {
    var response = get("");
    assertThat(response.body())
        .isEqualTo(
            "[{\"last_update\":\"2026-11-02T16:00:00Z\",\"num_pins\":4,\"owner_id\":2112000001,"
                + "\"planet_id\":40009077,\"planet_type\":\"barren\","
                + "\"solar_system_id\":30000142,\"upgrade_level\":4}]");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=600");
    assertThat(response.headers().firstValue("X-Ratelimit-Group")).contains("char-industry");
  }

  @Test
  void aColonyHasPinsLinksAndRoutes() {
    var colony = json(get("/" + PLANET));
    assertThat(colony.path("pins")).hasSize(4);
    assertThat(colony.path("links")).hasSize(2);
    assertThat(colony.path("routes")).hasSize(3);
    var extractor = extractor(colony);
    assertThat(extractor.path("install_time").asText()).isEqualTo(VISITED);
    assertThat(extractor.path("expiry_time").asText())
        .isEqualTo(START.plus(Duration.ofHours(22)).toString());
    assertThat(extractor.at("/extractor_details/product_type_id").intValue()).isEqualTo(2267);
    assertThat(extractor.at("/extractor_details/cycle_time").intValue()).isEqualTo(1800);
    assertThat(extractor.at("/extractor_details/heads")).hasSize(2);
    var factory = colony.path("pins").get(2);
    assertThat(factory.path("schematic_id").intValue()).isEqualTo(126);
    assertThat(factory.at("/factory_details/schematic_id").intValue()).isEqualTo(126);
    assertThat(factory.has("expiry_time")).isFalse();
    assertThat(colony.at("/pins/3/contents")).hasSize(2);
    assertThat(get("/40009078").statusCode()).isEqualTo(404);
  }

  @Test
  void anExtractorThatRunsOutStaysAsItIsUntilItsOwnerVisits() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"PT30H\"}");
    signIn();
    assertThat(extractor(json(get("/" + PLANET))).path("expiry_time").asText())
        .isEqualTo(START.plus(Duration.ofHours(22)).toString());
    assertThat(json(get("")).get(0).path("last_update").asText()).isEqualTo(VISITED);
  }

  @Test
  void anExtractorCanBeDepletedOnceTheAnswerHasExpired() {
    get("/" + PLANET);
    EVE.controlled("POST", PROGRAMME + "/deplete", "{\"in\":60}");
    assertThat(extractor(json(get("/" + PLANET))).path("expiry_time").asText())
        .isEqualTo(START.plus(Duration.ofHours(22)).toString());
    EVE.pass(CACHE);
    var extractor = extractor(json(get("/" + PLANET)));
    assertThat(extractor.path("expiry_time").asText()).isEqualTo(START.plusSeconds(60).toString());
    assertThat(extractor.path("install_time").asText()).isEqualTo(VISITED);
    assertThat(json(get("")).get(0).path("last_update").asText()).isEqualTo(START.toString());
  }

  @Test
  void anExtractorCanBeRestarted() {
    EVE.controlled("POST", PROGRAMME + "/deplete", "");
    EVE.pass(Duration.ofMinutes(5));
    EVE.controlled("POST", PROGRAMME + "/restart", "{\"length\":\"PT4H\"}");
    var now = START.plus(Duration.ofMinutes(5));
    var extractor = extractor(json(get("/" + PLANET)));
    assertThat(extractor.path("install_time").asText()).isEqualTo(now.toString());
    assertThat(extractor.path("expiry_time").asText())
        .isEqualTo(now.plus(Duration.ofHours(4)).toString());
    assertThat(json(get("")).get(0).path("last_update").asText()).isEqualTo(now.toString());
  }

  @Test
  void aVisitAloneMovesLastUpdate() {
    EVE.controlled("POST", COLONY + "/visit", "");
    assertThat(json(get("")).get(0).path("last_update").asText()).isEqualTo(START.toString());
    assertThat(extractor(json(get("/" + PLANET))).path("install_time").asText()).isEqualTo(VISITED);
  }

  @Test
  void aColonyCanBeGivenUp() {
    EVE.controlled("DELETE", COLONY, "");
    assertThat(get("").body()).isEqualTo("[]");
    assertThat(get("/" + PLANET).statusCode()).isEqualTo(404);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused(PROGRAMME + "/deplete", "{\"in\":-1}", 400);
    assertRefused(PROGRAMME + "/restart", "{\"length\":0}", 400);
    assertRefused(PROGRAMME + "/restart", "{\"length\":\"P15D\"}", 400);
    assertRefused(COLONY + "/extractors/1/deplete", "", 404);
    assertRefused("/pilots/" + MARA + "/colonies/1/visit", "", 404);
    EVE.controlled("POST", PROGRAMME + "/deplete", "");
    assertRefused(PROGRAMME + "/deplete", "", 409);
  }

  private static void assertRefused(String path, String body, int status) {
    var response = EVE.control("POST", path, body);
    assertThat(response.statusCode()).as("%s %s", body, response.body()).isEqualTo(status);
    assertThat(json(response).path("cure").asText()).isNotEmpty();
  }

  private HttpResponse<String> get(String rest) {
    return EVE.send(EVE.esi("/characters/" + MARA + "/planets" + rest, tokens));
  }

  private static JsonNode extractor(JsonNode colony) {
    return StreamSupport.stream(colony.path("pins").spliterator(), false)
        .filter(pin -> pin.has("extractor_details"))
        .findFirst()
        .orElseThrow();
  }
}
