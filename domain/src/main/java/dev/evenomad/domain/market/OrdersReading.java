package dev.evenomad.domain.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A character's orders as they were read.
 *
 * @param open all open ones; no order twice
 * @param history read after {@code open}; empty if it was not needed or could not be read
 * @param readAt when {@code open} was read
 */
public record OrdersReading(
    List<MarketOrder> open, Optional<OrderHistory> history, Instant readAt) {
  public OrdersReading {
    open = List.copyOf(open);
  }
}
