package dev.evenomad.domain.market;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A character's market orders, and what is still to be found out about those that are gone.
 *
 * @param open no order twice
 * @param missing no order twice, and none of them is open
 * @param concluded orders that are over, by when that was told or EVE last listed them all the
 *     same: an answer of ESI's that is older than their end must not open them again. Kept for some
 *     days; none of them is open or missing
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
    Set<OrderId> ids = new HashSet<>(concluded.keySet());
    open.forEach(order -> add(ids, order.id()));
    missing.forEach(gone -> add(ids, gone.order().id()));
  }

  /** The open order with that id; empty if there is none. */
  public Optional<MarketOrder> find(OrderId order) {
    return open.stream().filter(known -> known.id().equals(order)).findFirst();
  }

  private static void add(Set<OrderId> ids, OrderId order) {
    if (!ids.add(order)) {
      throw new IllegalArgumentException("an order is open, missing or concluded, and once");
    }
  }

  @Override
  public MarketOrders confirmedAt(Instant moment) {
    return new MarketOrders(character, open, missing, concluded, historyFreshUntil, moment);
  }
}
