package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.RIFTERS;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.TRITANIUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiUniverseTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String STRUCTURES = "esi-universe.read_structures.v1";

  /** In null security, of a corporation that the first pilots do not belong to. */
  private static final String CLOSED = "/universe/structures/1040278453044";

  @Test
  void placesHaveNames() {
    assertThat(json(get("/universe/systems/30000142")).path("name").asText()).isEqualTo("Jita");
    assertThat(json(get("/universe/systems/30000142")).path("planets")).hasSize(8);
    assertThat(json(get("/universe/stations/60003760")).path("name").asText())
        .isEqualTo("Jita IV - Moon 4 - Caldari Navy Assembly Plant");
    assertThat(json(get("/universe/planets/40009077")).path("name").asText()).isEqualTo("Jita I");
    assertThat(json(get("/universe/schematics/126")).toString())
        .isEqualTo("{\"cycle_time\":1800,\"schematic_name\":\"Reactive Metals\"}");
    assertThat(json(get("/universe/groups/25")).path("types").toString()).contains("587");
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    for (var path :
        new String[] {"systems", "stations", "planets", "schematics", "groups", "types"}) {
      assertThat(get("/universe/" + path + "/1").statusCode()).as(path).isEqualTo(404);
    }
    assertThat(get("/corporations/98999999").statusCode()).isEqualTo(404);
    assertThat(get("/alliances/99999999").statusCode()).isEqualTo(404);
  }

  @Test
  void namesAreTurnedIntoIds() {
    var found =
        json(
            post(
                "/universe/ids",
                "[\"Mara Tessen\",\"Jita\",\"Rifter\",\"The Forge\",\"nobody at all\"]"));
    assertThat(found.at("/characters/0/id").longValue()).isEqualTo(MARA);
    assertThat(found.at("/systems/0/id").longValue()).isEqualTo(30_000_142);
    assertThat(found.at("/inventory_types/0/id").longValue()).isEqualTo(587);
    assertThat(found.at("/regions/0/id").longValue()).isEqualTo(10_000_002);
    assertThat(found).hasSize(4);
    assertThat(post("/universe/ids", "[]").statusCode()).isEqualTo(422);
    assertThat(post("/universe/ids", "[1]").statusCode()).isEqualTo(422);
    assertThat(post("/universe/ids", "[\"a\",\"a\"]").statusCode()).isEqualTo(422);
    assertThat(post("/universe/ids", "x").statusCode()).isEqualTo(400);
  }

  @Test
  void aStructureIsToldToThoseWhoAreLetInAndARefusalCostsErrorBudget() {
    var tokens = EVE.signIn(MARA, STRUCTURES);
    var refused = EVE.send(EVE.esi(CLOSED, tokens));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("X-ESI-Error-Limit-Remain")).contains("99");
    assertThat(EVE.send(EVE.esi("/universe/structures/1035466617946", tokens)).statusCode())
        .isEqualTo(200);
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"corporationId\":98200007}");
    var let = json(EVE.send(EVE.esi(CLOSED, tokens)));
    assertThat(let.path("owner_id").longValue()).isEqualTo(98_200_007);
    assertThat(let.path("name").asText()).startsWith("1DQ1-A");
    assertThat(get(CLOSED).statusCode()).isEqualTo(401);
    var other = EVE.signIn(RunningSandbox.KELVAR, STRUCTURES);
    assertThat(EVE.send(EVE.esi(CLOSED, other)).statusCode()).isEqualTo(403);
  }

  @Test
  void aCorporationHasItsShapeAtTheDateAskedFor() {
    var present = json(get("/corporations/98100001"));
    assertThat(present.path("name").asText()).isEqualTo("Wayfarer Freight");
    assertThat(present.path("member_count").intValue()).isEqualTo(3);
    assertThat(present.at("/tax_rates/isk").doubleValue()).isEqualTo(10);
    assertThat(present.has("tax_rate")).isFalse();
    var earlier = json(EVE.send(EVE.request(EVE.sandbox().esiBase(), "/corporations/98100001")));
    assertThat(earlier.path("tax_rate").doubleValue()).isEqualTo(0.1);
    assertThat(earlier.has("tax_rates")).isFalse();
    assertThat(json(get("/corporations/1000035")).path("type").asText()).isEqualTo("npc_owned");
    assertThat(json(get("/alliances/99100001")).path("name").asText())
        .isEqualTo("Long Haul Compact");
  }

  @Test
  void aPortraitIsSomewhereElse() {
    var response = get("/characters/" + MARA + "/portrait");
    assertThat(json(response).path("px64x64").asText()).contains("/characters/" + MARA + "/");
    assertThat(response.headers().firstValue("X-Ratelimit-Group")).contains("char-detail");
  }

  @Test
  void aRegionsBookHasWhatPilotsTrade() {
    var response = get("/markets/10000002/orders?order_type=all");
    assertThat(ids(response)).contains(RIFTERS, TRITANIUM);
    assertThat(response.headers().firstValue("X-Pages")).contains("1");
    assertThat(response.headers().firstValue("X-Ratelimit-Limit")).contains("12000/15m");
    assertThat(ids(get("/markets/10000002/orders?order_type=sell&type_id=587"))).contains(RIFTERS);
    assertThat(ids(get("/markets/10000002/orders?order_type=buy&type_id=587"))).isEmpty();
    // Without a type there are both sides.
    assertThat(ids(get("/markets/10000002/orders?order_type=buy"))).contains(RIFTERS);
    assertThat(get("/markets/10000002/orders?order_type=some").statusCode()).isEqualTo(400);
    assertThat(get("/markets/10000002/orders?order_type=all&type_id=1").statusCode())
        .isEqualTo(404);
    assertThat(get("/markets/1/orders?order_type=all").statusCode()).isEqualTo(404);

    EVE.controlled("DELETE", "/pilots/" + MARA + "/orders/" + RIFTERS, "");
    EVE.controlled("POST", "/pilots/" + MARA + "/orders/" + TRITANIUM + "/fill", "");
    EVE.pass(Duration.ofMinutes(5));
    assertThat(ids(get("/markets/10000002/orders?order_type=all")))
        .doesNotContain(RIFTERS, TRITANIUM);
  }

  @Test
  void pricesAreKnownOfWhatIsTraded() {
    var prices = json(get("/markets/prices"));
    assertThat(prices.size()).isGreaterThan(500);
    assertThat(prices.get(0).path("adjusted_price").doubleValue()).isPositive();
    var history = json(get("/markets/10000002/history?type_id=34"));
    assertThat(history).hasSize(365);
    assertThat(history.get(364).path("date").asText()).isEqualTo("2026-11-01");
    assertThat(history.get(364).path("highest").doubleValue())
        .isGreaterThan(history.get(364).path("lowest").doubleValue());
    assertThat(get("/markets/10000002/history").statusCode()).isEqualTo(400);
    assertThat(get("/markets/10000002/history?type_id=1").statusCode()).isEqualTo(404);
  }

  @Test
  void aRouteWithATimeCanSayExpiresAlone() {
    EVE.controlled("PATCH", "/esi", "{\"expiresOnly\":true}");
    var response = get("/universe/schematics/126");
    assertThat(response.headers().firstValue("Cache-Control")).contains("public");
    assertThat(response.headers().firstValue("Expires")).contains("Mon, 2 Nov 2026 19:00:00 GMT");
  }

  private static Iterable<Long> ids(HttpResponse<String> response) {
    return json(response).findValues("order_id").stream().map(id -> id.longValue()).toList();
  }

  private static HttpResponse<String> get(String path) {
    return EVE.send(EVE.esi(path));
  }

  private static HttpResponse<String> post(String path, String body) {
    return EVE.send(EVE.esi(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
