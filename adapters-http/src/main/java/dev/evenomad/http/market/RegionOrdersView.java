package dev.evenomad.http.market;

import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.universe.Naming;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All orders for an item type in a region.
 *
 * @param regionId EVE's id of the region
 * @param typeId EVE's id of what is traded
 * @param asOf when EVE last confirmed it
 * @param stale whether EVE would be asked again if it could be
 * @param items those that sell first, the cheapest at the front; then those that buy, the dearest
 *     at the front
 */
@Serdeable.Serializable
@Schema(name = "RegionOrders")
record RegionOrdersView(
    long regionId, long typeId, Instant asOf, boolean stale, List<OrderView> items) {

  static RegionOrdersView of(
      RegionId region, TypeId type, Lookup.Found<List<RegionOrder>> found, Names names) {
    return new RegionOrdersView(
        region.value(),
        type.value(),
        found.asOf(),
        found.stale(),
        found.value().stream().map(order -> OrderView.of(order, names)).toList());
  }

  /** Whose names are shown with the order. */
  static Stream<EntityId> named(RegionOrder order) {
    return Stream.concat(
        Stream.of(new EntityId(order.system().value())), Naming.place(order.location()).stream());
  }

  /**
   * An order as everybody sees it.
   *
   * @param orderId EVE's id
   * @param buy whether it buys; else it sells
   * @param price of one unit, in ISK
   * @param volumeTotal units when it was placed
   * @param volumeRemain units that are left
   * @param minVolume units that are traded at least at once
   * @param locationId EVE's id of the station or structure
   * @param locationName null if it is not known, as that of a structure
   * @param systemId EVE's id of the solar system
   * @param systemName null if it is not known
   * @param range station, solarsystem, region or a number of jumps; EVE may add others
   * @param issuedAt when it was placed or last changed
   * @param expiresAt when it runs out unless it is changed before
   */
  @Serdeable.Serializable
  @Schema(name = "RegionOrder")
  record OrderView(
      long orderId,
      boolean buy,
      BigDecimal price,
      long volumeTotal,
      long volumeRemain,
      long minVolume,
      long locationId,
      @Nullable String locationName,
      long systemId,
      @Nullable String systemName,
      String range,
      Instant issuedAt,
      Instant expiresAt) {

    static OrderView of(RegionOrder order, Names names) {
      return new OrderView(
          order.id().value(),
          order.buy(),
          order.price(),
          order.volumeTotal(),
          order.volumeRemain(),
          order.minVolume(),
          order.location().value(),
          Naming.place(order.location()).flatMap(names::of).orElse(null),
          order.system().value(),
          names.of(new EntityId(order.system().value())).orElse(null),
          order.range(),
          order.issued(),
          order.issued().plus(order.duration()));
    }
  }
}
