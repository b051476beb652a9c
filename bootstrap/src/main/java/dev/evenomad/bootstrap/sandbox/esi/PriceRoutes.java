package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.universe.ItemType;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ESI tells about prices, all invented from the game's base prices, the same every time. */
final class PriceRoutes {

  private static final int DAYS = 365;
  private static final double UNKNOWN = 10_000;

  private PriceRoutes() {}

  static void addTo(Routes<EsiRoute> routes) {
    routes
        .add(
            "GET",
            "/markets/prices",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofHours(1)), call -> prices(today(call))))
        .add(
            "GET",
            "/markets/{region_id}/history",
            EsiRoute.open(new CachePolicy.Daily(), PriceRoutes::history).asking("type_id"));
  }

  private static Object prices(LocalDate today) {
    var prices = new ArrayList<Object>();
    for (var type : Universe.types()) {
      if (type.isTraded()) {
        var body = new LinkedHashMap<String, Object>();
        body.put("adjusted_price", isk(price(type)));
        body.put("average_price", isk(price(type) * swing(type.id(), today, 1)));
        body.put("type_id", type.id());
        prices.add(body);
      }
    }
    return prices;
  }

  private static Object history(Call call) {
    var region = call.id("region_id");
    if (Universe.region(region).isEmpty()) {
      throw new EsiError(404, "Region not found!");
    }
    long typeId =
        call.number("type_id").orElseThrow(() -> new EsiError(400, "type_id is missing."));
    var type =
        Universe.type(typeId)
            .filter(ItemType::isTraded)
            .orElseThrow(() -> new EsiError(404, "Type not found!"));
    var days = new ArrayList<Object>();
    for (var day = today(call).minusDays(DAYS); day.isBefore(today(call)); day = day.plusDays(1)) {
      days.add(day(type, region, day));
    }
    return days;
  }

  private static Map<String, Object> day(ItemType type, long region, LocalDate day) {
    var average = price(type) * swing(type.id(), day, region);
    var orders = 1 + Math.floorMod(mixed(type.id(), day, region), 400);
    var body = new LinkedHashMap<String, Object>();
    body.put("average", isk(average));
    body.put("date", day.toString());
    body.put("highest", isk(average * 1.04));
    body.put("lowest", isk(average * 0.95));
    body.put("order_count", orders);
    body.put("volume", orders * Math.max(1, Math.round(5_000_000 / price(type))));
    return body;
  }

  private static double price(ItemType type) {
    return type.basePrice().filter(price -> price > 0).orElse(UNKNOWN);
  }

  /** From 0.95 to 1.05. */
  private static double swing(int typeId, LocalDate day, long region) {
    return 0.95 + Math.floorMod(mixed(typeId, day, region), 1000) / 10_000.0;
  }

  private static long mixed(int typeId, LocalDate day, long region) {
    var mixed = (typeId * 31L + day.toEpochDay()) * 0x9E3779B97F4A7C15L + region;
    return ((mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 33;
  }

  private static LocalDate today(Call call) {
    return LocalDate.ofInstant(call.now(), ZoneOffset.UTC);
  }

  private static BigDecimal isk(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
  }
}
