package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.RIFTERS;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.TRITANIUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import dev.evenomad.bootstrap.sandbox.game.market.NewOrder;
import dev.evenomad.bootstrap.sandbox.game.market.OrderRange;
import dev.evenomad.bootstrap.sandbox.game.market.Place;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiOrdersTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String SCOPE = "esi-markets.read_character_orders.v1";
  private static final String ORDERS = "/pilots/" + MARA + "/orders";
  private static final Duration CACHE = Duration.ofMinutes(20);
  private static final Duration HISTORY_CACHE = Duration.ofHours(1);

  private Tokens tokens = new Tokens("", "");

  @BeforeEach
  void signIn() {
    tokens = EVE.signIn(MARA, SCOPE);
  }

  @Test
  void aSellOrderLeavesOutWhatABuyOrderHas() {
    var response = orders();
    var orders = json(response);
    assertThat(orders).hasSize(2);
    assertThat(order(orders, RIFTERS).toString())
        .isEqualTo(
            "{\"duration\":90,\"is_corporation\":false,\"issued\":\"2026-11-01T18:00:00Z\","
                + "\"location_id\":60003760,\"order_id\":7400000001,\"price\":489000.0,"
                + "\"range\":\"region\",\"region_id\":10000002,\"type_id\":587,"
                + "\"volume_remain\":40,\"volume_total\":40}");
    var buying = order(orders, TRITANIUM);
    assertThat(buying.path("is_buy_order").booleanValue()).isTrue();
    assertThat(buying.path("escrow").decimalValue()).isEqualByComparingTo("4050000");
    assertThat(buying.path("min_volume").intValue()).isEqualTo(1);
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=1200");
    assertThat(response.headers().map())
        .containsKey("x-esi-error-limit-remain")
        .doesNotContainKeys("x-ratelimit-group", "x-pages");
  }

  @Test
  void anAnswerIsAsOldAsItsCacheTime() {
    orders();
    fill(RIFTERS, "{\"volume\":3}");
    EVE.pass(CACHE.minusSeconds(1));
    assertThat(order(json(orders()), RIFTERS).path("volume_remain").intValue()).isEqualTo(40);
    EVE.pass(Duration.ofSeconds(1));
    signIn();
    var later = orders();
    assertThat(order(json(later), RIFTERS).path("volume_remain").intValue()).isEqualTo(37);
    assertThat(order(json(later), RIFTERS).path("volume_total").intValue()).isEqualTo(40);
  }

  @Test
  void whatIsFilledVanishesAndIsInNoHistory() {
    fill(TRITANIUM, "{\"volume\":999999}");
    assertThat(order(json(orders()), TRITANIUM).path("escrow").decimalValue())
        .isEqualByComparingTo("4.05");
    var filled = fill(TRITANIUM, "");
    assertThat(filled.path("volumeRemain").intValue()).isZero();
    EVE.pass(CACHE);
    signIn();
    assertThat(json(orders())).hasSize(1);
    assertThat(ids(json(history()))).doesNotContain(TRITANIUM);
  }

  @Test
  void theHistoryHasWhatWasCancelledAndWhatExpired() {
    var response = history();
    var history = json(response);
    assertThat(history).hasSize(2);
    assertThat(order(history, 7_400_000_003L).path("state").asText()).isEqualTo("cancelled");
    assertThat(order(history, 7_400_000_004L).path("state").asText()).isEqualTo("expired");
    assertThat(response.headers().firstValue("X-Pages")).contains("1");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=3600");

    fill(RIFTERS, "{\"volume\":3}");
    EVE.controlled("DELETE", ORDERS + "/" + RIFTERS, "");
    assertThat(ids(json(history()))).as("as old as the cache time").doesNotContain(RIFTERS);
    EVE.pass(HISTORY_CACHE);
    signIn();
    var cancelled = order(json(history()), RIFTERS);
    assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
    assertThat(cancelled.path("volume_remain").intValue()).isEqualTo(37);
    assertThat(ids(json(orders()))).doesNotContain(RIFTERS);
  }

  @Test
  void anOrderExpiresByTheClock() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P27D\"}");
    signIn();
    assertThat(ids(json(orders()))).doesNotContain(TRITANIUM).contains(RIFTERS);
    var expired = order(json(history()), TRITANIUM);
    assertThat(expired.path("state").asText()).isEqualTo("expired");
    assertThat(expired.path("issued").asText())
        .isEqualTo(START.minus(Duration.ofDays(3)).toString());
  }

  @Test
  void anOrderCanBeMadeToExpireAndItsArithmeticHolds() {
    var expiring = EVE.controlled("POST", ORDERS + "/" + RIFTERS + "/expire", "{\"in\":60}");
    assertThat(expiring.path("expiry").asText()).isEqualTo(START.plusSeconds(60).toString());
    assertThat(ids(json(orders()))).contains(RIFTERS);
    EVE.pass(CACHE);
    signIn();
    assertThat(ids(json(orders()))).doesNotContain(RIFTERS);
    var expired = order(json(history()), RIFTERS);
    assertThat(expired.path("state").asText()).isEqualTo("expired");
    assertThat(expired.path("issued").asText())
        .isEqualTo(START.plusSeconds(60).minus(Duration.ofDays(90)).toString());
  }

  @Test
  void whatEndedNinetyDaysAgoIsForgotten() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P80DT1S\"}");
    signIn();
    assertThat(ids(json(history())))
        .contains(TRITANIUM)
        .doesNotContain(7_400_000_003L, 7_400_000_004L);
  }

  @Test
  void aNewPriceMovesIssued() {
    EVE.pass(Duration.ofMinutes(5));
    EVE.controlled("PATCH", ORDERS + "/" + RIFTERS, "{\"price\":480000.5}");
    var order = order(json(orders()), RIFTERS);
    assertThat(order.path("price").doubleValue()).isEqualTo(480_000.5);
    assertThat(order.path("issued").asText()).isEqualTo(START.plusSeconds(300).toString());
    assertThat(order.path("volume_total").intValue()).isEqualTo(40);
  }

  @Test
  void anOrderCanBePlaced() {
    var placed =
        EVE.controlled("POST", ORDERS, "{\"typeId\":35,\"price\":9.5,\"volume\":100,\"days\":1}");
    var order = order(json(orders()), placed.path("orderId").longValue());
    assertThat(order.path("issued").asText()).isEqualTo(START.toString());
    assertThat(order.path("location_id").longValue()).isEqualTo(60_003_760);
    assertThat(order.path("region_id").longValue()).isEqualTo(10_000_002);
    assertThat(order.path("range").asText()).isEqualTo("region");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused("POST", "", "{\"typeId\":1,\"price\":1,\"volume\":1}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":0,\"volume\":1}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":1e30,\"volume\":1}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":1,\"volume\":0}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":1,\"volume\":1,\"days\":366}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":1,\"volume\":1,\"range\":\"6\"}", 400);
    assertRefused("POST", "", "{\"typeId\":34,\"price\":1,\"volume\":1,\"locationId\":5}", 400);
    assertRefused("POST", "/" + RIFTERS + "/fill", "{\"volume\":41}", 400);
    assertRefused("POST", "/" + RIFTERS + "/fill", "{\"volume\":0}", 400);
    assertRefused("POST", "/" + RIFTERS + "/expire", "{\"in\":-1}", 400);
    assertRefused("PATCH", "/" + RIFTERS, "{}", 400);
    assertRefused("DELETE", "/1", "", 404);
    assertRefused("DELETE", "/7400000003", "", 404);
    assertThat(EVE.world().market().of(MARA).open()).hasSize(2);
  }

  @Test
  void allPagesOfAHistoryHaveOneLastModified() {
    cancelled(1100);
    var first = page(1);
    assertThat(first.headers().firstValue("X-Pages")).contains("2");
    assertThat(json(first)).hasSize(1000);
    EVE.pass(Duration.ofMinutes(10));
    var second = page(2);
    assertThat(json(second)).hasSize(102);
    assertThat(second.headers().firstValue("Last-Modified"))
        .isEqualTo(first.headers().firstValue("Last-Modified"));
    assertThat(ids(json(first))).doesNotContainAnyElementsOf(ids(json(second)));
    var beyond = page(3);
    assertThat(beyond.statusCode()).isEqualTo(404);
    assertThat(json(beyond).path("error").asText()).isEqualTo("Requested page does not exist!");
    assertThat(page(0).statusCode()).isEqualTo(400);
  }

  @Test
  void pagesFromBeforeAndAfterAChangeAreTorn() {
    cancelled(1100);
    var first = page(1);
    cancelled(1);
    EVE.pass(HISTORY_CACHE);
    signIn();
    var second = page(2);
    assertThat(second.headers().firstValue("Last-Modified"))
        .isNotEqualTo(first.headers().firstValue("Last-Modified"));
    EVE.pass(HISTORY_CACHE);
    signIn();
    var etag = second.headers().firstValue("ETag").orElseThrow();
    var third =
        EVE.send(
            EVE.esi("/characters/" + MARA + "/orders/history?page=2", tokens)
                .header("If-None-Match", etag));
    assertThat(third.statusCode()).isEqualTo(304);
    assertThat(third.headers().firstValue("Last-Modified"))
        .isEqualTo(second.headers().firstValue("Last-Modified"));
  }

  private static void cancelled(int count) {
    var order =
        new NewOrder(
            34,
            new Place(10_000_002, 30_000_142, 60_003_760),
            false,
            BigDecimal.ONE,
            10,
            1,
            OrderRange.REGION,
            90);
    var market = EVE.world().market();
    for (var i = 0; i < count; i++) {
      market.cancel(MARA, market.place(MARA, order).orderId());
    }
  }

  private HttpResponse<String> page(int number) {
    return EVE.send(EVE.esi("/characters/" + MARA + "/orders/history?page=" + number, tokens));
  }

  private HttpResponse<String> orders() {
    return EVE.send(EVE.esi("/characters/" + MARA + "/orders", tokens));
  }

  private HttpResponse<String> history() {
    return EVE.send(EVE.esi("/characters/" + MARA + "/orders/history", tokens));
  }

  private static JsonNode fill(long orderId, String body) {
    return EVE.controlled("POST", ORDERS + "/" + orderId + "/fill", body);
  }

  private static void assertRefused(String method, String path, String body, int status) {
    var response = EVE.control(method, ORDERS + path, body);
    assertThat(response.statusCode()).as("%s %s", body, response.body()).isEqualTo(status);
    assertThat(json(response).path("cure").asText()).isNotEmpty();
  }

  private static Iterable<Long> ids(JsonNode orders) {
    return StreamSupport.stream(orders.spliterator(), false)
        .map(order -> order.path("order_id").longValue())
        .toList();
  }

  private static JsonNode order(JsonNode orders, long id) {
    Optional<JsonNode> found =
        StreamSupport.stream(orders.spliterator(), false)
            .filter(order -> order.path("order_id").longValue() == id)
            .findFirst();
    return found.orElseThrow();
  }
}
