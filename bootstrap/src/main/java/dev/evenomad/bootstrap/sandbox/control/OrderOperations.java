package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.NewOrder;
import dev.evenomad.bootstrap.sandbox.game.market.OrderRange;
import dev.evenomad.bootstrap.sandbox.game.market.Place;
import dev.evenomad.bootstrap.sandbox.universe.ItemType;
import dev.evenomad.bootstrap.sandbox.universe.SolarSystem;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Structure;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operations on the pilots' market orders. */
final class OrderOperations {

  private static final String ORDERS = "/pilots/{characterId}/orders";
  private static final String ORDER = ORDERS + "/{orderId}";

  private final World world;

  OrderOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET",
            ORDERS,
            "list a pilot's orders: open ones, and those cancelled or expired in 90 days",
            "",
            this::list),
        new Operation(
            "POST",
            ORDERS,
            "place an order; needed are typeId, price and volume; it sells in Jita for 90 days"
                + " unless told otherwise; ranges: "
                + String.join(", ", OrderRange.labels()),
            "{\"typeId\":34,\"price\":4.05,\"volume\":1000,\"buy\":true,\"minVolume\":1,"
                + "\"range\":\"station\",\"days\":30,\"locationId\":60003760}",
            this::place),
        new Operation(
            "PATCH",
            ORDER,
            "change the price of an order; issued moves to now",
            "{\"price\":480000.5}",
            this::modify),
        new Operation(
            "POST",
            ORDER + "/fill",
            "let somebody trade with an order; without volume all that is left; what is filled"
                + " is gone and never in the history",
            "{\"volume\":3}",
            this::fill),
        new Operation(
            "POST",
            ORDER + "/expire",
            "let an order expire now or in a while (seconds or ISO 8601); issued moves back",
            "{\"in\":0}",
            this::expire),
        new Operation("DELETE", ORDER, "cancel an order", "", this::cancel));
  }

  private Response list(Command command) {
    var orders = world.market().of(characterId(command));
    var view = new LinkedHashMap<String, Object>();
    view.put("open", orders.open().stream().map(OrderOperations::view).toList());
    view.put(
        "closed",
        orders.closed().stream()
            .map(
                closed -> {
                  var item = view(closed.order());
                  item.put("state", closed.end().label());
                  item.put("closedAt", closed.closedAt().toString());
                  return item;
                })
            .toList());
    return Response.json(200, view);
  }

  private Response place(Command command) {
    var body =
        command.body(
            "typeId", "locationId", "buy", "price", "volume", "minVolume", "range", "days");
    var order =
        new NewOrder(
            traded(body.requiredSmallNumber("typeId")),
            place(body.number("locationId").orElse((long) Station.JITA)),
            body.flag("buy").orElse(false),
            body.requiredDecimal("price"),
            body.number("volume").orElseThrow(() -> Fields.missing("volume")),
            body.number("minVolume").orElse(1L),
            range(body.text("range").orElse("region")),
            body.smallNumber("days").orElse(90));
    return Response.json(201, view(world.market().place(characterId(command), order)));
  }

  private Response modify(Command command) {
    var price = command.body("price").requiredDecimal("price");
    return shown(world.market().modify(characterId(command), orderId(command), price));
  }

  private Response fill(Command command) {
    var volume = command.body("volume").number("volume");
    return shown(world.market().fill(characterId(command), orderId(command), volume));
  }

  private Response expire(Command command) {
    var in = command.body("in").duration("in").orElse(Duration.ZERO);
    return shown(world.market().expire(characterId(command), orderId(command), in));
  }

  private Response cancel(Command command) {
    world.market().cancel(characterId(command), orderId(command));
    return Response.empty(204);
  }

  private long characterId(Command command) {
    return world.pilots().get(command.characterId()).characterId();
  }

  private static long orderId(Command command) {
    return command.variable("orderId");
  }

  private static int traded(int typeId) {
    return Universe.type(typeId)
        .filter(ItemType::isTraded)
        .map(ItemType::id)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "nobody trades the type " + typeId, "use one such as 34, which is Tritanium"));
  }

  private static Place place(long locationId) {
    return Universe.station(locationId)
        .map(Station::system)
        .or(() -> Universe.structure(locationId).map(Structure::system))
        .map(system -> place(system, locationId))
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no station or structure " + locationId,
                    "use one such as 60003760, which is in Jita"));
  }

  private static Place place(SolarSystem system, long locationId) {
    return new Place(system.region().id(), system.id(), locationId);
  }

  private static OrderRange range(String label) {
    return OrderRange.named(label)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no range " + label,
                    "use one of " + String.join(", ", OrderRange.labels())));
  }

  private static Response shown(MarketOrder order) {
    return Response.json(200, view(order));
  }

  private static Map<String, Object> view(MarketOrder order) {
    var view = new LinkedHashMap<String, Object>();
    view.put("orderId", order.orderId());
    view.put("typeId", order.typeId());
    Universe.type(order.typeId()).ifPresent(type -> view.put("name", type.name()));
    view.put("locationId", order.place().locationId());
    view.put("buy", order.buy());
    view.put("price", order.price());
    view.put("volumeTotal", order.volumeTotal());
    view.put("volumeRemain", order.volumeRemain());
    view.put("issued", order.issued().toString());
    view.put("expiry", order.expiry().toString());
    return view;
  }
}
