package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.time.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Item types and the markets of regions through the cache. */
final class EsiPublicDataIT {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final TypeId TRITANIUM = new TypeId(34);
  private static final RegionId FORGE = new RegionId(10000002);
  private static final String TYPE = "/universe/types/34";
  private static final String MARKET = "/markets/10000002/orders";
  private static final String TRITANIUM_BODY =
      """
      {"type_id":34,"name":"Tritanium","description":"Ore.","group_id":18,"market_group_id":1857,
       "published":true,"volume":0.01,"packaged_volume":0.01,"dogma_effects":[]}\
      """;
  private static final ItemType TRITANIUM_TYPE =
      new ItemType(
          TRITANIUM,
          "Tritanium",
          "Ore.",
          18,
          Optional.of(1857L),
          true,
          OptionalDouble.of(0.01),
          OptionalDouble.of(0.01));

  private final SettableClock now = SettableClock.at(START);
  private final SimulatedEsi eve = new SimulatedEsi();
  private final RecordingCache cache = new RecordingCache();
  private final Esi esi = Esi.connect(eve.settings(), cache, new FakeBudgets(), now);

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  private Lookup<ItemType> type() {
    return esi.itemTypes().find(TRITANIUM, Language.EN);
  }

  private Lookup<List<RegionOrder>> market() {
    return esi.regionMarkets().orders(FORGE, TRITANIUM);
  }

  private static String order(long id, boolean buy, String price) {
    return """
    {"order_id":%d,"type_id":34,"is_buy_order":%s,"price":%s,"volume_total":100,
     "volume_remain":40,"min_volume":1,"location_id":60003760,"system_id":30000142,
     "range":"region","issued":"2026-08-30T10:00:00Z","duration":90}\
    """
        .formatted(id, buy, price);
  }

  @Test
  void readsATypeOnceAndExtendsItByItsValidator() {
    eve.server.on(TYPE, SimulatedEsi.json(TRITANIUM_BODY, "\"v1\""));
    assertThat(type()).isEqualTo(new Lookup.Found<>(TRITANIUM_TYPE, START, false));
    assertThat(type()).isEqualTo(new Lookup.Found<>(TRITANIUM_TYPE, START, false));
    assertThat(eve.server.requests(TYPE)).hasSize(1);

    now.advance(Duration.ofMinutes(2));
    assertThat(type())
        .isEqualTo(new Lookup.Found<>(TRITANIUM_TYPE, START.plus(Duration.ofMinutes(2)), false));
    assertThat(eve.server.requests(TYPE).getLast().header("If-None-Match")).contains("\"v1\"");
    assertThat(cache.contents).containsOnlyKeys(new CacheKey("universe", "types-whole-en", "34"));
  }

  @Test
  void servesWhatIsStaleMarkedWhileEsiIsDown() {
    eve.server.on(TYPE, SimulatedEsi.json(TRITANIUM_BODY, "\"v1\""));
    eve.server.on(MARKET, SimulatedEsi.json("[" + order(1, false, "5") + "]", "\"m1\""));
    type();
    Lookup.Found<List<RegionOrder>> before = (Lookup.Found<List<RegionOrder>>) market();
    now.advance(Duration.ofDays(1));
    eve.server.on(TYPE, answer(500, ""));
    eve.server.on(MARKET, answer(500, ""));

    assertThat(type()).isEqualTo(new Lookup.Found<>(TRITANIUM_TYPE, START, true));
    assertThat(market()).isEqualTo(new Lookup.Found<>(before.value(), START, true));
  }

  @Test
  void remembersWhatEsiDoesNotKnow() {
    assertThat(type()).isEqualTo(new Lookup.Absent<>());
    assertThat(type()).isEqualTo(new Lookup.Absent<>());
    assertThat(eve.server.requests(TYPE)).hasSize(1);
  }

  @Test
  void tellsWhenToComeBack() {
    eve.server.on(TYPE, answer(429, "{}", "Retry-After", "42"));

    assertThat(type()).isEqualTo(new Lookup.Unavailable<>(Duration.ofSeconds(42)));
  }

  @Test
  void sortsTheOrdersOfAllPagesAndTheirPricesWithoutLoss() {
    eve.server.on(
        MARKET,
        exchange ->
            answer(
                    200,
                    exchange.getRequestURI().getQuery().contains("page=2")
                        ? "[" + order(4, true, "4.01") + "," + order(1, false, "5.07") + "]"
                        : "["
                            + order(3, true, "4.02")
                            + ","
                            + order(2, false, "12345678901234.56")
                            + ","
                            + order(1, false, "5.07")
                            + "]",
                    "X-Pages",
                    "2")
                .respond(exchange));

    Lookup.Found<List<RegionOrder>> found = (Lookup.Found<List<RegionOrder>>) market();

    assertThat(found.value())
        .extracting(order -> order.id().value())
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(found.value().get(1).price()).isEqualTo(new BigDecimal("12345678901234.56"));
    assertThat(eve.server.requests(MARKET).getFirst().query())
        .isEqualTo("order_type=all&type_id=34&page=1");
    assertThat(cache.find(new CacheKey("market", "10000002", "orders-34")))
        .map(CachedData::expiresAt)
        .contains(START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aMarketWithoutOrdersIsEmpty() {
    eve.server.on(MARKET, answer(200, "[]"));

    assertThat(market()).isEqualTo(new Lookup.Found<>(List.of(), START, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"price\":5,", "\"volume_total\":100,", "\"type_id\":34,"})
  void refusesOrdersThatBreakTheRulesAsAWhole(String member) {
    String wrong = member.replaceFirst(":\\d+", ":-1");
    eve.server.on(
        MARKET,
        answer(
            200,
            "[" + order(1, false, "5") + "," + order(2, false, "5").replace(member, wrong) + "]"));

    assertThat(market()).isInstanceOf(Lookup.Unavailable.class);
    assertThat(cache.contents).isEmpty();
  }

  @Test
  void refusesAnOrderThatIsListedTwiceAndNotAlike() {
    eve.server.on(
        MARKET, answer(200, "[" + order(1, false, "5") + "," + order(1, false, "6") + "]"));

    assertThat(market()).isInstanceOf(Lookup.Unavailable.class);
    assertThat(cache.contents).isEmpty();
  }
}
