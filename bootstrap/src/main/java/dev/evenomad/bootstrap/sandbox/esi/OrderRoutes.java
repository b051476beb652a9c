package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.market.ClosedOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.population.Holdings;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What ESI tells about orders: those of a character, and those of a region. */
final class OrderRoutes {

  private static final String SCOPE = "esi-markets.read_character_orders.v1";
  private static final int PAGE = 1000;

  private final Pilots pilots;
  private final Holdings holdings;

  OrderRoutes(Pilots pilots, Holdings holdings) {
    this.pilots = pilots;
    this.holdings = holdings;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add(
            "GET",
            "/characters/{character_id}/orders",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofMinutes(20)), this::open)
                .allowedBy(SCOPE))
        .add(
            "GET",
            "/characters/{character_id}/orders/history",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofHours(1)), this::history)
                .allowedBy(SCOPE)
                .paged(PAGE))
        .add(
            "GET",
            "/markets/{region_id}/orders",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofMinutes(5)), this::book)
                .in(RateGroup.MARKET_ORDER)
                .asking("order_type", "type_id")
                .paged(PAGE));
  }

  private MarketOrders orders(Call call) {
    return holdings.market().of(CharacterRoutes.present(pilots, call).characterId());
  }

  private Object open(Call call) {
    return orders(call).open().stream().map(OrderRoutes::own).toList();
  }

  private Object history(Call call) {
    return orders(call).closed().stream()
        .sorted(
            Comparator.comparing(ClosedOrder::closedAt)
                .thenComparingLong(closed -> closed.order().orderId())
                .reversed())
        .map(OrderRoutes::closed)
        .toList();
  }

  private static Map<String, Object> own(MarketOrder order) {
    var body = new LinkedHashMap<String, Object>();
    body.put("duration", order.days());
    if (order.buy()) {
      body.put("escrow", order.escrow());
      body.put("is_buy_order", true);
    }
    body.put("is_corporation", order.corporation());
    body.put("issued", CharacterRoutes.text(order.issued()));
    body.put("location_id", order.place().locationId());
    if (order.buy()) {
      body.put("min_volume", order.minVolume());
    }
    body.put("order_id", order.orderId());
    body.put("price", order.price());
    body.put("range", order.range().label());
    body.put("region_id", order.place().regionId());
    body.put("type_id", order.typeId());
    body.put("volume_remain", order.volumeRemain());
    body.put("volume_total", order.volumeTotal());
    return body;
  }

  private static Map<String, Object> closed(ClosedOrder closed) {
    var body = own(closed.order());
    body.put("state", closed.end().label());
    return body;
  }

  private Object book(Call call) {
    var region = call.id("region_id");
    if (Universe.region(region).isEmpty()) {
      throw new EsiError(404, "Region not found!");
    }
    var side = call.text("order_type").orElse("all");
    if (!side.equals("all") && !side.equals("buy") && !side.equals("sell")) {
      throw new EsiError(400, "'" + side + "' is not a valid order_type.");
    }
    Optional<Integer> type = call.number("type_id").map(OrderRoutes::knownType);
    // Without a type there are always both sides.
    var both = side.equals("all") || type.isEmpty();
    return holdings.book(region, type).stream()
        .filter(order -> both || order.buy() == side.equals("buy"))
        .map(OrderRoutes::everybodys)
        .toList();
  }

  private static int knownType(long id) {
    return Universe.type(id).orElseThrow(() -> new EsiError(404, "Type not found!")).id();
  }

  private static Map<String, Object> everybodys(MarketOrder order) {
    var body = new LinkedHashMap<String, Object>();
    body.put("duration", order.days());
    body.put("is_buy_order", order.buy());
    body.put("issued", CharacterRoutes.text(order.issued()));
    body.put("location_id", order.place().locationId());
    body.put("min_volume", order.minVolume());
    body.put("order_id", order.orderId());
    body.put("price", order.price());
    body.put("range", order.range().label());
    body.put("system_id", order.place().systemId());
    body.put("type_id", order.typeId());
    body.put("volume_remain", order.volumeRemain());
    body.put("volume_total", order.volumeTotal());
    return body;
  }
}
