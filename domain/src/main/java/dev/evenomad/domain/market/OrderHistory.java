package dev.evenomad.domain.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The closed orders of a character.
 *
 * @param orders in ESI's order; no order twice
 * @param asOf what was closed up to this moment is in it: ESI's answer is not older. By our clock:
 *     when ESI was asked, less the age of its answer; so never later than that
 * @param freshUntil ESI must not be asked for it again before
 */
public record OrderHistory(List<ClosedOrder> orders, Instant asOf, Instant freshUntil) {
  public OrderHistory {
    orders = List.copyOf(orders);
    if (orders.stream().map(closed -> closed.order().id()).distinct().count() != orders.size()) {
      throw new IllegalArgumentException("no order is closed twice");
    }
  }

  /** What became of that order; empty if the history does not have it. */
  public Optional<ClosedOrder> find(OrderId order) {
    return orders.stream().filter(closed -> closed.order().id().equals(order)).findFirst();
  }
}
