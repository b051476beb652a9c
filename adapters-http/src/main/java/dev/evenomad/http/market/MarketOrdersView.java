package dev.evenomad.http.market;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.http.universe.Naming;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open market orders of a character.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param items in EVE's order
 */
@Serdeable.Serializable
@Schema(name = "MarketOrders")
record MarketOrdersView(
    long characterId, @Nullable Instant asOf, boolean stale, List<OrderView> items) {

  static MarketOrdersView of(CharacterId character, View<MarketOrders> view, Names names) {
    List<MarketOrder> open = view.snapshot().map(MarketOrders::open).orElse(List.of());
    return new MarketOrdersView(
        character.value(),
        view.snapshot().map(MarketOrders::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        open.stream().map(order -> OrderView.of(order, names)).toList());
  }

  /** Whose names are shown with the order. */
  static Stream<EntityId> named(MarketOrder order) {
    return Stream.concat(
        Stream.of(new EntityId(order.region().value())), Naming.place(order.location()).stream());
  }

  /**
   * An order of a character.
   *
   * @param orderId EVE's id
   * @param typeId EVE's id of what is traded
   * @param typeName null if it is not known
   * @param regionId EVE's id of the region
   * @param regionName null if it is not known
   * @param locationId EVE's id of the station or structure
   * @param locationName null if it is not known, as that of a structure
   * @param range station, solarsystem, region or a number of jumps; EVE may add others
   * @param buy whether it buys; else it sells
   * @param corporation whether it was placed for the corporation
   * @param price of one unit, in ISK
   * @param volumeTotal units when it was placed
   * @param volumeRemain units that are left
   * @param escrow ISK set aside by a buy order; null for one that sells
   * @param issuedAt when it was placed or last changed
   * @param expiresAt when it runs out unless it is changed before
   */
  @Serdeable.Serializable
  @Schema(name = "MarketOrder")
  record OrderView(
      long orderId,
      long typeId,
      @Nullable String typeName,
      long regionId,
      @Nullable String regionName,
      long locationId,
      @Nullable String locationName,
      String range,
      boolean buy,
      boolean corporation,
      BigDecimal price,
      long volumeTotal,
      long volumeRemain,
      @Nullable BigDecimal escrow,
      Instant issuedAt,
      Instant expiresAt) {

    static OrderView of(MarketOrder order, Names names) {
      return new OrderView(
          order.id().value(),
          order.type().value(),
          names.of(order.type()).orElse(null),
          order.region().value(),
          names.of(new EntityId(order.region().value())).orElse(null),
          order.location().value(),
          Naming.place(order.location()).flatMap(names::of).orElse(null),
          order.range(),
          order.buy(),
          order.corporation(),
          order.price(),
          order.volumeTotal(),
          order.volumeRemain(),
          order.escrow().orElse(null),
          order.issued(),
          order.expiresAt());
    }
  }
}
