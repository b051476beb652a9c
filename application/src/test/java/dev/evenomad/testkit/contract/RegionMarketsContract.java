package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link RegionMarkets} does. The {@code given} methods arrange the
 * world on the other side of it, for the rest of the test.
 */
public interface RegionMarketsContract {

  /** Jita's region. */
  RegionId FORGE = new RegionId(10_000_002);

  /** What is traded. */
  TypeId TRITANIUM = new TypeId(34);

  /** The adapter under test. */
  RegionMarkets markets();

  /** The moment that both sides take for now. */
  Instant now();

  /** Those are the orders for that type in that region, in any order. */
  void givenOrders(RegionId region, TypeId type, List<RegionOrder> orders);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  @Test
  default void listsTheBestOffersFirst() {
    RegionOrder cheap = order(1, false, "4.15");
    RegionOrder dear = order(2, false, "5000000000.01");
    RegionOrder high = order(3, true, "4.05");
    RegionOrder low = order(4, true, "0.01");
    givenOrders(FORGE, TRITANIUM, List.of(low, dear, high, cheap));

    assertThat(markets().orders(FORGE, TRITANIUM))
        .isEqualTo(new Lookup.Found<>(List.of(cheap, dear, high, low), now(), false));
  }

  @Test
  default void listsNothingWhereNothingIsTraded() {
    givenOrders(FORGE, TRITANIUM, List.of());

    assertThat(markets().orders(FORGE, TRITANIUM))
        .isEqualTo(new Lookup.Found<>(List.of(), now(), false));
  }

  @Test
  default void tellsWhenItCannotBeLearned() {
    givenOrders(FORGE, TRITANIUM, List.of());
    givenDown();

    assertThat(markets().orders(FORGE, TRITANIUM)).isInstanceOf(Lookup.Unavailable.class);
  }

  private static RegionOrder order(long id, boolean buy, String price) {
    return new RegionOrder(
        new OrderId(id),
        buy,
        new BigDecimal(price),
        100,
        60,
        1,
        new LocationId(60_003_760),
        new SolarSystemId(30_000_142),
        buy ? "5" : "region",
        Instant.parse("2026-08-20T10:00:00Z"),
        Duration.ofDays(90));
  }
}
