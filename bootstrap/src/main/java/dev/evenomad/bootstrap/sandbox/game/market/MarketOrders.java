package dev.evenomad.bootstrap.sandbox.game.market;

import dev.evenomad.bootstrap.sandbox.game.market.ClosedOrder.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The orders of one pilot. Immutable.
 *
 * @param open those on the market, in no particular order
 * @param closed those cancelled or expired in the last 90 days, in no particular order; what was
 *     filled is in neither
 */
public record MarketOrders(List<MarketOrder> open, List<ClosedOrder> closed) {

  /** Nothing traded. */
  public static final MarketOrders EMPTY = new MarketOrders(List.of(), List.of());

  /** How long a closed order is remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(90);

  public MarketOrders {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
  }

  /** The open order with this id, or empty. */
  public Optional<MarketOrder> find(long orderId) {
    return open.stream().filter(order -> order.orderId() == orderId).findFirst();
  }

  /** The same after time has passed: orders expire, and what ended long ago is forgotten. */
  MarketOrders at(Instant now) {
    var oldest = now.minus(REMEMBERED);
    if (open.stream().noneMatch(order -> order.isOverAt(now))
        && closed.stream().noneMatch(order -> order.closedAt().isBefore(oldest))) {
      return this;
    }
    var ended = new ArrayList<>(closed);
    open.stream()
        .filter(order -> order.isOverAt(now))
        .map(order -> new ClosedOrder(order, End.EXPIRED, order.expiry()))
        .forEach(ended::add);
    ended.removeIf(order -> order.closedAt().isBefore(oldest));
    return new MarketOrders(open.stream().filter(order -> !order.isOverAt(now)).toList(), ended);
  }

  MarketOrders with(MarketOrder order) {
    var all = new ArrayList<>(open);
    all.removeIf(other -> other.orderId() == order.orderId());
    all.add(order);
    all.sort(Comparator.comparingLong(MarketOrder::orderId));
    return new MarketOrders(all, closed);
  }

  MarketOrders without(long orderId) {
    return new MarketOrders(
        open.stream().filter(order -> order.orderId() != orderId).toList(), closed);
  }

  MarketOrders closing(MarketOrder order, End end, Instant now) {
    var ended = new ArrayList<>(closed);
    ended.add(new ClosedOrder(order, end, now));
    return new MarketOrders(without(order.orderId()).open(), ended);
  }
}
