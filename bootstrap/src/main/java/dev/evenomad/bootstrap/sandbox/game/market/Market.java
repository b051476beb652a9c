package dev.evenomad.bootstrap.sandbox.game.market;

import dev.evenomad.bootstrap.sandbox.game.PerPilot;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * What the pilots trade. Thread-safe: every operation on one pilot's orders is atomic. Orders
 * expire by the world's clock.
 */
public final class Market {

  /** The id of the first order that is placed; orders of the beginning have lower ones. */
  public static final long FIRST_ID = 7_500_000_000L;

  private static final String LIST_THEM = "GET /control/pilots/{characterId}/orders lists them";

  private final WorldClock clock;
  private final PerPilot<MarketOrders> orders;
  private final Books books = new Books();
  private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);

  /**
   * @param beginning the orders that a character begins with
   */
  public Market(WorldClock clock, LongFunction<MarketOrders> beginning) {
    this.clock = clock;
    this.orders =
        new PerPilot<>(
            id -> {
              var first = beginning.apply(id);
              first.open().forEach(books::put);
              return first;
            });
  }

  /** The orders of a character, as they are now. */
  public MarketOrders of(long characterId) {
    return orders.get(characterId).at(clock.instant());
  }

  /** The open order with this id; refused when there is none. */
  public MarketOrder get(long characterId, long orderId) {
    return present(of(characterId), orderId);
  }

  /** Places an order. */
  public MarketOrder place(long characterId, NewOrder wanted) {
    var order = wanted.issued(lastId.incrementAndGet(), second());
    change(characterId, all -> all.with(order));
    books.put(order);
    return order;
  }

  /** Changes the price, which makes the order begin anew: {@code issued} moves. */
  public MarketOrder modify(long characterId, long orderId, BigDecimal price) {
    NewOrder.requirePrice(price);
    return replace(characterId, orderId, order -> order.pricedAt(price, second()));
  }

  /** Lets the order's time be over at {@code in} from now: {@code issued} moves back for it. */
  public MarketOrder expire(long characterId, long orderId, Duration in) {
    if (in.isNegative()) {
      throw Refusal.invalid("an order cannot expire " + in + " from now", "give zero or more");
    }
    return replace(characterId, orderId, order -> order.expiringAt(second().plus(in)));
  }

  /**
   * Lets others trade with the order. What is filled is gone, and in no history.
   *
   * @param volume how many; all that is left when empty
   * @return the order as it is after that
   */
  public MarketOrder fill(long characterId, long orderId, Optional<Long> volume) {
    return replace(
        characterId,
        orderId,
        order -> {
          var filled = volume.orElse(order.volumeRemain());
          if (filled < 1 || filled > order.volumeRemain()) {
            throw Refusal.invalid(
                "%d of the order's %d cannot be filled".formatted(filled, order.volumeRemain()),
                "give a volume from 1 to what is left, or none for all");
          }
          return order.remaining(order.volumeRemain() - filled);
        });
  }

  /** Takes an order back; it is in the history from now on. */
  public void cancel(long characterId, long orderId) {
    var now = second();
    change(characterId, all -> all.closing(present(all, orderId), ClosedOrder.End.CANCELLED, now));
    books.remove(orderId);
  }

  /**
   * What is for sale or wanted in a region by the pilots whose orders have been looked at so far,
   * by rising order id.
   *
   * @param typeId only of this type; empty for all
   */
  public List<MarketOrder> book(long regionId, Optional<Integer> typeId) {
    return books.of(regionId, typeId, clock.instant());
  }

  /** Everybody has the first orders again, and ids begin anew. */
  public void reset() {
    orders.reset();
    books.clear();
    lastId.set(FIRST_ID - 1);
  }

  private MarketOrder replace(
      long characterId, long orderId, UnaryOperator<MarketOrder> replacement) {
    var result = new MarketOrder[1];
    change(
        characterId,
        all -> {
          var order = replacement.apply(present(all, orderId));
          result[0] = order;
          return order.volumeRemain() == 0 ? all.without(orderId) : all.with(order);
        });
    var order = result[0];
    if (order.volumeRemain() == 0) {
      books.remove(orderId);
    } else {
      books.put(order);
    }
    return order;
  }

  private void change(long characterId, UnaryOperator<MarketOrders> change) {
    orders.change(characterId, all -> change.apply(all.at(clock.instant())));
  }

  private Instant second() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static MarketOrder present(MarketOrders orders, long orderId) {
    return orders
        .find(orderId)
        .orElseThrow(
            () -> Refusal.notFound("there is no open order " + orderId + " here", LIST_THEM));
  }
}
