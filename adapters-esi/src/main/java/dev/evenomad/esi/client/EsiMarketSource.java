package dev.evenomad.esi.client;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.esi.client.EsiClient.Answer;
import dev.evenomad.esi.http.BoundedHttp;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A character's market orders from ESI. Thread-safe. */
final class EsiMarketSource implements MarketSource {

  private static final Map<String, ClosedOrder.Reason> REASONS =
      Map.of("cancelled", ClosedOrder.Reason.CANCELLED, "expired", ClosedOrder.Reason.EXPIRED);

  /** What ESI calls the ranges of orders; the numbers are jumps. */
  static final Set<String> RANGES =
      Set.of("station", "solarsystem", "region", "1", "2", "3", "4", "5", "10", "20", "30", "40");

  /** ESI gives the history out for so long before it makes it anew. */
  private static final Duration HISTORY_CACHE = Duration.ofHours(1);

  private final EsiClient esi;
  private final InstantSource clock;

  EsiMarketSource(EsiClient esi, InstantSource clock) {
    this.esi = esi;
    this.clock = clock;
  }

  @Override
  public Fetched<List<MarketOrder>> fetchOpen(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.ORDERS, character, accessToken, known),
        payload -> Once.each(payload.items(EsiMarketSource::order), MarketOrder::id));
  }

  @Override
  public Fetched<OrderHistory> fetchHistory(CharacterId character, Secret accessToken) {
    Answer<List<Optional<ClosedOrder>>> answer =
        esi.askAll(
            EsiCall.ofCharacter(EsiRoute.ORDER_HISTORY, character, accessToken, Optional.empty()),
            page -> page.items(EsiMarketSource::closed),
            closed -> closed.map(one -> one.order().id()));
    return switch (answer.outcome()) {
      case Fetched.Fresh<List<Optional<ClosedOrder>>> fresh -> history(fresh, answer.headers());
      case Fetched.NotModified<List<Optional<ClosedOrder>>> _ ->
          new Fetched.Unavailable<>("ESI calls unchanged what it was not asked to compare");
      case Fetched.Unauthorized<List<Optional<ClosedOrder>>> _ -> new Fetched.Unauthorized<>();
      case Fetched.Forbidden<List<Optional<ClosedOrder>>>(String why) ->
          new Fetched.Forbidden<>(why);
      case Fetched.Absent<List<Optional<ClosedOrder>>> _ -> new Fetched.Absent<>();
      case Fetched.Throttled<List<Optional<ClosedOrder>>>(Duration wait) ->
          new Fetched.Throttled<>(wait);
      case Fetched.Unavailable<List<Optional<ClosedOrder>>>(String why) ->
          new Fetched.Unavailable<>(why);
    };
  }

  private Fetched<OrderHistory> history(
      Fetched.Fresh<List<Optional<ClosedOrder>>> fresh, HttpHeaders headers) {
    OrderHistory history =
        new OrderHistory(
            fresh.value().stream().flatMap(Optional::stream).toList(),
            asOf(headers, clock.instant()),
            fresh.freshUntil());
    return new Fetched.Fresh<>(history, Optional.empty(), fresh.freshUntil());
  }

  /** The answer is as old as it says, or at most as ESI keeps it. */
  private static Instant asOf(HttpHeaders headers, Instant now) {
    Instant oldest = now.minus(HISTORY_CACHE);
    return BoundedHttp.date(headers, "Last-Modified")
        .map(made -> Duration.between(made, BoundedHttp.date(headers, "Date").orElse(now)))
        .filter(age -> !age.isNegative())
        .map(now::minus)
        .filter(made -> made.isAfter(oldest))
        .orElse(oldest);
  }

  /** Empty for an end that EVE has added since: then nothing is known of what became of it. */
  private static Optional<ClosedOrder> closed(Payload order) {
    return order.choice("state", REASONS).map(reason -> new ClosedOrder(order(order), reason));
  }

  private static MarketOrder order(Payload order) {
    return new MarketOrder(
        new OrderId(order.number("order_id")),
        new TypeId(order.number("type_id")),
        new RegionId(order.number("region_id")),
        new LocationId(order.number("location_id")),
        order.choice("range", RANGES),
        // Left out by orders that sell.
        order.optionalTruth("is_buy_order").orElse(false),
        order.optionalTruth("is_corporation").orElse(false),
        order.decimal("price"),
        order.number("volume_total"),
        order.number("volume_remain"),
        order.optionalDecimal("escrow"),
        order.time("issued"),
        Duration.ofDays(order.smallNumber("duration")));
  }
}
