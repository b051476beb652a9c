package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Markets of regions from ESI through the cache; see {@link ReadThrough}. Thread-safe. */
final class EsiRegionMarkets implements RegionMarkets {

  /** Those that sell first, the cheapest at the front; then the dearest of those that buy. */
  private static final Comparator<RegionOrder> AS_LISTED =
      Comparator.comparing(RegionOrder::buy)
          .thenComparing(order -> order.buy() ? order.price().negate() : order.price())
          .thenComparingLong(order -> order.id().value());

  private final ReadThrough<Question, List<JsonObject>, List<RegionOrder>> markets;

  EsiRegionMarkets(EsiClient esi, ReadThroughs readThroughs) {
    markets = readThroughs.of(new Source(esi));
  }

  @Override
  public Lookup<List<RegionOrder>> orders(RegionId region, TypeId type) {
    return markets.find(new Question(region, type));
  }

  private record Question(RegionId region, TypeId type) {}

  private record Source(EsiClient esi)
      implements ReadThrough.OneByOne<Question, List<JsonObject>, List<RegionOrder>> {

    @Override
    public EsiRoute route() {
      return EsiRoute.MARKET_ORDERS;
    }

    @Override
    public CacheKey key(Question question) {
      return new CacheKey("market", question.region.toString(), "orders-" + question.type);
    }

    @Override
    public Fetched<List<JsonObject>> ask(Question question, Optional<ETag> known) {
      return esi.pages(
          EsiCall.of(EsiRoute.MARKET_ORDERS, question.region.value())
              .with("order_type", "all")
              .with("type_id", question.type.value())
              .knowing(known),
          page -> page.items(order -> kept(question.type, order)),
          order -> order.members().getOrDefault("order_id", JsonNull.NULL));
    }

    private static JsonObject kept(TypeId asked, Payload order) {
      if (order.number("type_id") != asked.value()) {
        throw new InvalidPayloadException("type_id is not the one that was asked for");
      }
      order(order);
      return order.only(
          "order_id",
          "is_buy_order",
          "price",
          "volume_total",
          "volume_remain",
          "min_volume",
          "location_id",
          "system_id",
          "range",
          "issued",
          "duration");
    }

    @Override
    public JsonValue kept(List<JsonObject> answer) {
      return new JsonArray(List.copyOf(answer));
    }

    @Override
    public List<RegionOrder> read(JsonValue kept) {
      return Payload.kept(kept).items(Source::order).stream().sorted(AS_LISTED).toList();
    }

    private static RegionOrder order(Payload order) {
      return new RegionOrder(
          new OrderId(order.number("order_id")),
          order.optionalTruth("is_buy_order").orElse(false),
          order.decimal("price"),
          order.number("volume_total"),
          order.number("volume_remain"),
          order.number("min_volume"),
          new LocationId(order.number("location_id")),
          new SolarSystemId(order.number("system_id")),
          order.choice("range", EsiMarketSource.RANGES),
          order.time("issued"),
          Duration.ofDays(order.smallNumber("duration")));
    }
  }
}
