package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.MissingOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot of market orders looks like as JSON, times and durations as ISO 8601, ISK as
 * decimal texts, because {@code jsonb} does not keep the scale of a number.
 *
 * @param concluded when each order was concluded, by its id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderDocument(
    List<Order> open,
    List<Missing> missing,
    Map<Long, String> concluded,
    @Nullable String historyFreshUntil)
    implements SnapshotForm.Document<MarketOrders> {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Order(
      long id,
      long type,
      long region,
      long location,
      String range,
      boolean buy,
      boolean corporation,
      String price,
      long volumeTotal,
      long volumeRemain,
      @Nullable String escrow,
      String issued,
      String duration) {

    static Order of(MarketOrder order) {
      return new Order(
          order.id().value(),
          order.type().value(),
          order.region().value(),
          order.location().value(),
          order.range(),
          order.buy(),
          order.corporation(),
          order.price().toString(),
          order.volumeTotal(),
          order.volumeRemain(),
          order.escrow().map(BigDecimal::toString).orElse(null),
          order.issued().toString(),
          order.duration().toString());
    }

    MarketOrder toDomain() {
      return new MarketOrder(
          new OrderId(id),
          new TypeId(type),
          new RegionId(region),
          new LocationId(location),
          range,
          buy,
          corporation,
          new BigDecimal(price),
          volumeTotal,
          volumeRemain,
          Optional.ofNullable(escrow).map(BigDecimal::new),
          Instant.parse(issued),
          Duration.parse(duration));
    }
  }

  record Missing(Order order, String since, boolean confirmed) {

    static Missing of(MissingOrder missing) {
      return new Missing(
          Order.of(missing.order()), missing.since().toString(), missing.confirmed());
    }

    MissingOrder toDomain() {
      return new MissingOrder(order.toDomain(), Instant.parse(since), confirmed);
    }
  }

  static OrderDocument of(MarketOrders orders) {
    return new OrderDocument(
        orders.open().stream().map(Order::of).toList(),
        orders.missing().stream().map(Missing::of).toList(),
        orders.concluded().entrySet().stream()
            .collect(
                Collectors.toMap(
                    order -> order.getKey().value(), order -> order.getValue().toString())),
        orders.historyFreshUntil().map(Instant::toString).orElse(null));
  }

  @Override
  public MarketOrders toSnapshot(CharacterId character, Instant asOf) {
    return new MarketOrders(
        character,
        open.stream().map(Order::toDomain).toList(),
        missing.stream().map(Missing::toDomain).toList(),
        concluded.entrySet().stream()
            .collect(
                Collectors.toMap(
                    order -> new OrderId(order.getKey()),
                    order -> Instant.parse(order.getValue()))),
        Optional.ofNullable(historyFreshUntil).map(Instant::parse),
        asOf);
  }
}
