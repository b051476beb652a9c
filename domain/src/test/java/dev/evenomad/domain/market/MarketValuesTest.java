package dev.evenomad.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MarketValuesTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final MarketOrder ORDER = order(1, 100, 60, NOW, Duration.ofDays(90));
  private static final MarketOrder OTHER = order(2, 100, 60, NOW, Duration.ofDays(90));

  @Test
  void anOrderRunsOutItsDurationAfterItWasIssued() {
    assertThat(ORDER.expiresAt()).isEqualTo(Instant.parse("2026-11-30T10:00:00Z"));
    assertThat(order(1, 1, 1, NOW, Duration.ZERO).expiresAt()).isEqualTo(NOW);
  }

  @Test
  void anOrderRefusesWhatCannotBe() {
    Duration day = Duration.ofDays(1);
    assertThatIllegalArgumentException().isThrownBy(() -> order(1, 100, 101, NOW, day));
    assertThatIllegalArgumentException().isThrownBy(() -> order(1, 100, -1, NOW, day));
    assertThatIllegalArgumentException().isThrownBy(() -> order(1, 0, 0, NOW, day));
    assertThatIllegalArgumentException().isThrownBy(() -> order(1, 1, 1, NOW, day.negated()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order(1, 1, 1, NOW, Duration.ofDays(3651)));
    assertThatIllegalArgumentException().isThrownBy(() -> ORDER.withRemaining(101));
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderId(0));
  }

  @Test
  void anOrderIsUpdatedByTheYoungerDescriptionAndTheLessThatIsLeft() {
    MarketOrder changed = order(1, 100, 80, NOW.plusSeconds(60), Duration.ofDays(90));

    assertThat(ORDER.updatedBy(changed)).isEqualTo(changed.withRemaining(60));
    assertThat(changed.updatedBy(ORDER)).isEqualTo(changed.withRemaining(60));
    assertThat(ORDER.updatedBy(ORDER.withRemaining(10))).isEqualTo(ORDER.withRemaining(10));
    assertThat(ORDER.updatedBy(ORDER.withRemaining(90))).isEqualTo(ORDER);
    assertThatIllegalArgumentException().isThrownBy(() -> ORDER.updatedBy(OTHER));
  }

  @Test
  void whatIsFilledIsNotMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MissingOrder(ORDER.withRemaining(0), NOW, true));
  }

  @Test
  void aReadingAndAHistoryHaveNoOrderTwice() {
    ClosedOrder closed = new ClosedOrder(ORDER, ClosedOrder.Reason.EXPIRED);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OrdersReading(CHARACTER, List.of(ORDER, ORDER), Optional.empty(), NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderHistory(List.of(closed, closed), NOW, NOW));
  }

  @Test
  void aHistoryTellsWhatBecameOfAnOrder() {
    ClosedOrder closed = new ClosedOrder(ORDER, ClosedOrder.Reason.EXPIRED);
    OrderHistory history = new OrderHistory(List.of(closed), NOW, NOW);

    assertThat(history.find(ORDER.id())).contains(closed);
    assertThat(history.find(OTHER.id())).isEmpty();
  }

  @Test
  void anOrderIsOpenOrMissingOrConcluded() {
    MissingOrder missing = new MissingOrder(ORDER, NOW, false);
    Map<OrderId, Instant> concluded = Map.of(ORDER.id(), NOW);

    assertThat(orders(List.of(OTHER), List.of(missing), Map.of()).find(OTHER.id())).contains(OTHER);
    assertThat(orders(List.of(OTHER), List.of(missing), Map.of()).find(ORDER.id())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders(List.of(ORDER, ORDER), List.of(), Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders(List.of(), List.of(missing, missing), Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders(List.of(ORDER), List.of(missing), Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders(List.of(ORDER), List.of(), concluded));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> orders(List.of(), List.of(missing), concluded));
  }

  private static MarketOrders orders(
      List<MarketOrder> open, List<MissingOrder> missing, Map<OrderId, Instant> concluded) {
    return new MarketOrders(CHARACTER, open, missing, concluded, Optional.empty(), NOW);
  }

  private static MarketOrder order(
      long id, long total, long remain, Instant issued, Duration duration) {
    return new MarketOrder(
        new OrderId(id),
        new TypeId(34),
        new RegionId(10000002),
        new LocationId(60003760),
        "station",
        false,
        false,
        new BigDecimal("5.01"),
        total,
        remain,
        Optional.empty(),
        issued,
        duration);
  }
}
