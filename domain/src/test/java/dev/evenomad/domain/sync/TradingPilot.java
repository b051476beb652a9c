package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A pilot and the truth about their orders, a market that fills them, and ESI, which tells of it
 * late: two of its nodes keep a list of open orders for 20 minutes each, from different moments, so
 * that an answer may be older than the one before; the history is kept for an hour, and some of
 * what expires is late to be in it. Times are EVE's, except for those of a reading, which are our
 * clock's.
 */
final class TradingPilot {

  static final CharacterId CHARACTER = new CharacterId(1);

  private static final Duration ORDERS_KEPT = Duration.ofMinutes(20);
  private static final Duration HISTORY_KEPT = Duration.ofHours(1);

  private static final Duration EXPIRY_LATE = Duration.ofMinutes(45);

  private final Map<OrderId, TrueOrder> orders = new LinkedHashMap<>();
  private final Map<Integer, Answer<List<MarketOrder>>> nodes = new LinkedHashMap<>();
  private Optional<Answer<List<ClosedOrder>>> history = Optional.empty();
  private boolean mistaken;
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");
  private Duration ourClock = Duration.ZERO;

  /** How an order is, truly. */
  enum Fate {
    OPEN,
    FILLED,
    CANCELLED,
    EXPIRED
  }

  /**
   * The truth about an order.
   *
   * @param order with what is truly left of it
   * @param since when it became so
   */
  record TrueOrder(MarketOrder order, Fate fate, Instant since) {}

  /** What ESI keeps since {@code from}. */
  private record Answer<T>(T value, Instant from, boolean mistake) {}

  Map<OrderId, TrueOrder> orders() {
    return orders;
  }

  Instant ourTime() {
    return now.plus(ourClock);
  }

  /** Our clock is so far from EVE's from now on. */
  void setOurClock(Duration ahead) {
    ourClock = ahead;
  }

  void spend(Duration time) {
    now = now.plus(time);
    orders.replaceAll(
        (id, known) ->
            known.fate == Fate.OPEN && !known.order.expiresAt().isAfter(now)
                ? new TrueOrder(known.order, Fate.EXPIRED, known.order.expiresAt())
                : known);
  }

  /** Places an order for some units, for so many days. */
  void place(int units, int days) {
    OrderId id = new OrderId(orders.size() + 1L);
    MarketOrder order =
        new MarketOrder(
            id,
            new TypeId(34),
            new RegionId(10000002),
            new LocationId(60003760),
            "region",
            units % 2 == 0,
            units % 3 == 0,
            BigDecimal.valueOf(units),
            units,
            units,
            Optional.empty(),
            now,
            Duration.ofDays(days));
    orders.put(id, new TrueOrder(order, Fate.OPEN, now));
  }

  /** Changes the price of an open order, which then lasts as long again. */
  void reprice(int number) {
    open(number)
        .ifPresent(
            order ->
                become(
                    new MarketOrder(
                        order.id(),
                        order.type(),
                        order.region(),
                        order.location(),
                        order.range(),
                        order.buy(),
                        order.corporation(),
                        order.price().add(BigDecimal.ONE),
                        order.volumeTotal(),
                        order.volumeRemain(),
                        order.escrow(),
                        now,
                        order.duration()),
                    Fate.OPEN));
  }

  void cancel(int number) {
    open(number).ifPresent(order -> become(order, Fate.CANCELLED));
  }

  /** Somebody trades so many units of an open order, or all that is left. */
  void fill(int number, int units) {
    open(number)
        .ifPresent(
            order -> {
              MarketOrder left = order.withRemaining(Math.max(0, order.volumeRemain() - units));
              become(left, left.volumeRemain() == 0 ? Fate.FILLED : Fate.OPEN);
            });
  }

  /**
   * What ESI answers now.
   *
   * @param node which of its two answers
   * @param mistake whether it errs, if it may and has to make up a new answer: never twice in a row
   * @param needsHistory decides by the open orders and our time whether to read the history too
   */
  OrdersReading read(
      int node, boolean mistake, BiPredicate<List<MarketOrder>, Instant> needsHistory) {
    Answer<List<MarketOrder>> kept = nodes.get(node);
    if (kept == null || !now.isBefore(kept.from.plus(ORDERS_KEPT))) {
      boolean errs = mistake && !mistaken && nodes.values().stream().noneMatch(Answer::mistake);
      kept = new Answer<>(errs ? List.of() : listed(), now, errs);
      nodes.put(node, kept);
    }
    mistaken = kept.mistake;
    return new OrdersReading(
        CHARACTER,
        kept.value,
        needsHistory.test(kept.value, ourTime()) ? Optional.of(readHistory()) : Optional.empty(),
        ourTime());
  }

  private OrderHistory readHistory() {
    Answer<List<ClosedOrder>> kept =
        history
            .filter(answer -> now.isBefore(answer.from.plus(HISTORY_KEPT)))
            .orElseGet(() -> new Answer<>(closed(), now, false));
    history = Optional.of(kept);
    Instant asOf = kept.from.plus(ourClock);
    return new OrderHistory(kept.value, asOf, asOf.plus(HISTORY_KEPT));
  }

  /** The open orders, and some of those that were just filled. */
  private List<MarketOrder> listed() {
    return orders.values().stream()
        .filter(
            known ->
                known.fate == Fate.OPEN
                    || (known.fate == Fate.FILLED
                        && known.order.id().value() % 2 == 0
                        && known.since.plus(ORDERS_KEPT).isAfter(now)))
        .map(TrueOrder::order)
        .toList();
  }

  private List<ClosedOrder> closed() {
    List<ClosedOrder> closed = new ArrayList<>();
    for (TrueOrder known : orders.values()) {
      switch (known.fate) {
        case OPEN, FILLED -> {}
        case CANCELLED -> closed.add(new ClosedOrder(known.order, ClosedOrder.Reason.CANCELLED));
        case EXPIRED -> {
          boolean late = known.order.id().value() % 3 == 0;
          if (!late || !known.since.plus(EXPIRY_LATE).isAfter(now)) {
            closed.add(new ClosedOrder(known.order, ClosedOrder.Reason.EXPIRED));
          }
        }
      }
    }
    return closed;
  }

  private Optional<MarketOrder> open(int number) {
    List<MarketOrder> open =
        orders.values().stream()
            .filter(known -> known.fate == Fate.OPEN)
            .map(TrueOrder::order)
            .toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(number % open.size()));
  }

  private void become(MarketOrder order, Fate fate) {
    orders.put(order.id(), new TrueOrder(order, fate, now));
  }
}
