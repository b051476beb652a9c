package dev.evenomad.domain.overview;

import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;

/**
 * What a glance needs of a market order of which something is left.
 *
 * @param expiresAt when it runs out unless it is changed before
 */
public record OpenOrder(OrderId id, TypeId type, Instant expiresAt) {

  /** That of {@code order}. */
  public static OpenOrder of(MarketOrder order) {
    return new OpenOrder(order.id(), order.type(), order.expiresAt());
  }
}
