package dev.evenomad.application.sync;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.MarketDetection;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Open orders, and the history as soon as one of them is gone. */
final class MarketFeed implements Feed<MarketOrders, OrdersReading> {

  private static final String ORDERS = "orders";

  private final MarketDetection detection = new MarketDetection();
  private final MarketSource source;
  private final Clock clock;

  /** Over this port. */
  MarketFeed(MarketSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public SyncKind kind() {
    return SyncKind.MARKET_ORDERS;
  }

  @Override
  public Class<MarketOrders> snapshots() {
    return MarketOrders.class;
  }

  @Override
  public Detection<MarketOrders, OrdersReading> detection(LeadTimes leadTimes) {
    return detection;
  }

  @Override
  public Reading<OrdersReading> read(Question<MarketOrders> question) {
    return Reading.of(
            source.fetchOpen(question.character(), question.token(), question.etag(ORDERS)),
            ORDERS,
            question.known().map(MarketOrders::open),
            question)
        .then(open -> withHistory(question, open));
  }

  private Reading<OrdersReading> withHistory(
      Question<MarketOrders> question, Reading.Complete<List<MarketOrder>> open) {
    Instant readAt = clock.instant();
    if (question
        .known()
        .filter(known -> detection.needsHistory(known, open.value(), readAt))
        .isEmpty()) {
      return open.as(
          new OrdersReading(question.character(), open.value(), Optional.empty(), readAt));
    }
    Fetched<OrderHistory> history = source.fetchHistory(question.character(), question.token());
    return history instanceof Fetched.Fresh<OrderHistory> fresh
        ? new Reading.Complete<>(
            new OrdersReading(
                question.character(), open.value(), Optional.of(fresh.value()), readAt),
            true,
            open.etags(),
            open.freshUntil())
        // What became of an order can wait; what is open is known.
        : open.as(new OrdersReading(question.character(), open.value(), Optional.empty(), readAt));
  }

  @Override
  public Set<TypeId> types(MarketOrders snapshot) {
    return snapshot.open().stream().map(MarketOrder::type).collect(Collectors.toSet());
  }
}
