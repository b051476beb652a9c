package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.PilotDataContract.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link MarketSource} does. */
public interface MarketSourceContract extends PilotDataContract {

  /** An order that sells at a station, and one that buys at a structure for the corporation. */
  List<MarketOrder> ORDERS =
      List.of(
          new MarketOrder(
              new OrderId(5_630_641_779L),
              new TypeId(34),
              new RegionId(10_000_002),
              new LocationId(60_003_760),
              "region",
              false,
              false,
              new BigDecimal("4.99"),
              12_000,
              4_500,
              Optional.empty(),
              Instant.parse("2026-06-04T12:00:00Z"),
              Duration.ofDays(90)),
          new MarketOrder(
              new OrderId(5_630_641_780L),
              new TypeId(44_992),
              new RegionId(10_000_002),
              new LocationId(1_035_466_617_946L),
              "solarsystem",
              true,
              true,
              new BigDecimal("5123456789.01"),
              3,
              3,
              Optional.of(new BigDecimal("15370370367.03")),
              Instant.parse("2026-09-01T09:59:59Z"),
              Duration.ofDays(1)));

  /** The adapter under test. */
  MarketSource source();

  /** Those are the character's open orders from now on. */
  void givenOrders(CharacterId character, List<MarketOrder> orders);

  /** That is the character's history from now on. */
  void givenHistory(CharacterId character, List<ClosedOrder> closed);

  @Override
  default List<Fetched<?>> ask(CharacterId character, Secret accessToken) {
    return List.of(
        source().fetchOpen(character, accessToken, Optional.empty()),
        source().fetchHistory(character, accessToken));
  }

  @Test
  default void readsOpenOrders() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    for (List<MarketOrder> orders : List.of(ORDERS, List.<MarketOrder>of())) {
      givenOrders(character, orders);

      Fetched.Fresh<List<MarketOrder>> read =
          fresh(source().fetchOpen(character, token, Optional.empty()));

      assertThat(read.value()).isEqualTo(orders);
      assertThat(read.freshUntil()).isAfterOrEqualTo(now());
    }
  }

  @Test
  default void sendsOrdersAgainOnlyIfTheyHaveChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenOrders(character, ORDERS);
    Optional<ETag> etag = fresh(source().fetchOpen(character, token, Optional.empty())).etag();

    assertThat(etag).isPresent();
    assertThat(source().fetchOpen(character, token, etag)).isInstanceOf(Fetched.NotModified.class);
    givenOrders(character, List.of(ORDERS.get(0)));
    assertThat(fresh(source().fetchOpen(character, token, etag)).value())
        .isEqualTo(List.of(ORDERS.get(0)));
  }

  @Test
  default void readsTheHistory() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    List<ClosedOrder> closed =
        List.of(
            new ClosedOrder(ORDERS.get(0), ClosedOrder.Reason.EXPIRED),
            new ClosedOrder(ORDERS.get(1), ClosedOrder.Reason.CANCELLED));
    givenHistory(character, closed);

    OrderHistory history = fresh(source().fetchHistory(character, token)).value();

    assertThat(history.orders()).isEqualTo(closed);
    assertThat(history.asOf()).isBetween(now().minus(Duration.ofHours(1)), now());
    assertThat(history.freshUntil()).isAfterOrEqualTo(now());
  }
}
