package dev.evenomad.domain.market;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A character's market orders, and what is still to be found out about those that are gone.
 *
 * @param open no order twice
 * @param missing none of them is open
 * @param concluded orders whose end was told, by when that was: an answer of ESI's that is older
 *     than their end must not open them again. Kept for some days
 * @param historyFreshUntil ESI must not be asked for the history again before; empty if it may be
 */
public record MarketOrders(
    CharacterId character,
    List<MarketOrder> open,
    List<MissingOrder> missing,
    Map<OrderId, Instant> concluded,
    Optional<Instant> historyFreshUntil,
    Instant asOf)
    implements Snapshot {

  public MarketOrders {
    open = List.copyOf(open);
    missing = List.copyOf(missing);
    concluded = Map.copyOf(concluded);
    if (open.stream().map(MarketOrder::id).distinct().count() != open.size()) {
      throw new IllegalArgumentException("no order is open twice");
    }
  }

  /** The open order with that id; empty if there is none. */
  public Optional<MarketOrder> find(OrderId order) {
    return open.stream().filter(known -> known.id().equals(order)).findFirst();
  }
}
