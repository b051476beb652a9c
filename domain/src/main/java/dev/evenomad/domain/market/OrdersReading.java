package dev.evenomad.domain.market;

import dev.evenomad.domain.character.CharacterId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A character's orders as they were read.
 *
 * @param open all open ones; no order twice
 * @param history read after {@code open}; empty if it was not needed or could not be read
 * @param readAt when {@code open} was read: not later than ESI was asked for {@code history}
 */
public record OrdersReading(
    CharacterId character, List<MarketOrder> open, Optional<OrderHistory> history, Instant readAt) {
  public OrdersReading {
    open = List.copyOf(open);
    if (open.stream().map(MarketOrder::id).distinct().count() != open.size()) {
      throw new IllegalArgumentException("no order is open twice");
    }
  }
}
