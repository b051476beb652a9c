package dev.evenomad.domain.sync;

import static dev.evenomad.domain.sync.TradingPilot.CHARACTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderCancelled;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderClosed;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderExpired;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderFilled;
import dev.evenomad.domain.sync.TradingPilot.TrueOrder;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * What is told over a random history of a pilot who trades, and of servers that look, while ESI is
 * late, errs, and our clock is set.
 */
final class MarketHistoryTest {

  private static final MarketDetection DETECTION = new MarketDetection();
  private static final Duration CLOCK_STEP = Duration.ofMinutes(5);
  private static final Duration OLDEST_ANSWER = Duration.ofMinutes(20).plus(CLOCK_STEP);

  @Property(tries = 4000)
  void tellsWhatBecameOfEveryOrderOnceAndNothingElse(@ForAll("histories") List<Step> history) {
    TradingPilot pilot = new TradingPilot();
    Watch watch = new Watch(pilot);
    for (Step step : history) {
      pilot.spend(step.time);
      step.deed.doneBy(pilot, watch, step);
    }
    for (int number = 0; number < pilot.orders().size(); number++) {
      pilot.reprice(number); // so that nothing expires any more
    }
    for (int reading = 0; reading < 12; reading++) {
      pilot.spend(Duration.ofMinutes(30));
      watch.read(0, false, true);
    }

    assertThat(watch.firstSeen.keySet()).containsAll(watch.about().keySet());
    watch.firstSeen.forEach(
        (id, first) -> {
          TrueOrder truth = Objects.requireNonNull(pilot.orders().get(id));
          List<CharacterEvent> events = watch.about().getOrDefault(id, List.of());
          long filled = filled(events);
          List<CharacterEvent> ends = ends(events);
          Statistics.label("orders that were seen").collect(truth.fate(), kinds(ends));

          switch (truth.fate()) {
            case OPEN -> assertThat(ends).isEmpty();
            case FILLED -> ends.forEach(end -> watch.assertAmbiguous((MarketOrderClosed) end));
            case CANCELLED ->
                assertThat(ends)
                    .singleElement()
                    .isInstanceOfSatisfying(
                        MarketOrderCancelled.class,
                        end -> assertThat(end.order()).isEqualTo(truth.order()));
            case EXPIRED ->
                assertThat(ends)
                    .singleElement()
                    .isInstanceOfSatisfying(
                        MarketOrderExpired.class,
                        end -> {
                          assertThat(end.order()).isEqualTo(truth.order());
                          assertThat(end.expiredAt())
                              .isBetween(
                                  truth.order().expiresAt().minus(CLOCK_STEP),
                                  truth.order().expiresAt());
                        });
          }
          long unknown = ends.stream().mapToLong(MarketHistoryTest::unknown).sum();
          assertThat(filled + unknown)
              .as("units of order %s that were filled", id)
              .isEqualTo(first.volumeRemain() - truth.order().volumeRemain());
        });
  }

  @Property(tries = 4000)
  void tellsNothingTwiceOrContradictorilyWhateverIsRead(
      @ForAll("nonsense") List<OrdersReading> readings) {
    List<CharacterEvent> told = new ArrayList<>();
    MarketOrders known = DETECTION.baseline(readings.get(0));
    Map<OrderId, Long> left = new LinkedHashMap<>();
    for (OrdersReading reading : readings.subList(1, readings.size())) {
      known.open().forEach(order -> left.putIfAbsent(order.id(), order.volumeRemain()));
      Detection.Comparison<MarketOrders> comparison =
          DETECTION.compare(known, reading, known.asOf(), reading.readAt());
      told.addAll(comparison.events());
      known = comparison.settled();
    }

    Map<OrderId, Instant> over = new LinkedHashMap<>();
    for (CharacterEvent event : told) {
      MarketOrder order = order(event);
      assertThat(over).as("told before %s", event).doesNotContainKey(order.id());
      long before = left.getOrDefault(order.id(), 0L);
      long quantity = event instanceof MarketOrderFilled filled ? filled.quantity() : 0;
      assertThat(order.volumeRemain()).as("%s", event).isEqualTo(before - quantity);
      left.put(order.id(), order.volumeRemain());
      if (quantity == 0 || order.volumeRemain() == 0) {
        over.put(order.id(), event.occurredAt());
      }
      Statistics.label("told of nonsense").collect(event.getClass().getSimpleName());
    }
    assertThat(told.stream().map(DedupKey::of)).doesNotHaveDuplicates();
  }

  @Property(tries = 1000)
  void tellsTheSameUnderTheSameKeysIfAServerDiesBeforeItIsKept(
      @ForAll("histories") List<Step> history) {
    TradingPilot pilot = new TradingPilot();
    Watch watch = new Watch(pilot);
    for (Step step : history) {
      pilot.spend(step.time);
      step.deed.doneBy(pilot, watch, step);
    }

    assertThat(watch.told.stream().map(DedupKey::of)).doesNotHaveDuplicates();
    assertThat(watch.toldAgain.stream().map(DedupKey::of))
        .containsExactlyInAnyOrderElementsOf(watch.told.stream().map(DedupKey::of).toList());
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Duration> time =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.longs().between(0, 40).map(Duration::ofSeconds)),
            Tuple.of(1, Arbitraries.longs().between(1, 100).map(Duration::ofHours)));
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(3, Deed.LOOK),
                    Tuple.of(1, Deed.LOOK_AT_A_MISTAKE),
                    Tuple.of(1, Deed.LOOK_WITHOUT_HISTORY),
                    Tuple.of(1, Deed.SET_CLOCK),
                    Tuple.of(2, Deed.PLACE),
                    Tuple.of(1, Deed.REPRICE),
                    Tuple.of(2, Deed.CANCEL),
                    Tuple.of(2, Deed.FILL),
                    Tuple.of(2, Deed.FILL_WHOLLY)),
                time,
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(1, 12))
            .as(Step::new);
    return step.list().ofMaxSize(80).withSizeDistribution(RandomDistribution.uniform());
  }

  /** Readings that have nothing to do with each other, but that an order is for 10 units. */
  @Provide
  Arbitrary<List<OrdersReading>> nonsense() {
    Instant begin = Instant.parse("2026-09-01T10:00:00Z");
    Arbitrary<Instant> moment =
        Arbitraries.longs().between(0, 5 * 24).map(minute -> begin.plusSeconds(60 * minute));
    Arbitrary<MarketOrder> order =
        Combinators.combine(
                Arbitraries.longs().between(1, 4),
                Arbitraries.longs().between(0, 10),
                moment,
                Arbitraries.longs().between(0, 100))
            .as(MarketHistoryTest::order);
    Arbitrary<List<MarketOrder>> open = order.list().ofMaxSize(4).uniqueElements(MarketOrder::id);
    Arbitrary<OrderHistory> history =
        Combinators.combine(
                Combinators.combine(order, Arbitraries.of(ClosedOrder.Reason.values()))
                    .as(ClosedOrder::new)
                    .list()
                    .ofMaxSize(1),
                moment)
            .as((closed, asOf) -> new OrderHistory(closed, asOf, asOf.plusSeconds(3600)));
    return Combinators.combine(open, history.optional(0.6), moment)
        .as((orders, past, readAt) -> new OrdersReading(CHARACTER, orders, past, readAt))
        .list()
        .ofMinSize(2)
        .ofMaxSize(25);
  }

  private static MarketOrder order(long id, long left, Instant issued, long hours) {
    return new MarketOrder(
        new OrderId(id),
        new TypeId(34),
        new RegionId(10000002),
        new LocationId(60003760),
        "station",
        false,
        false,
        BigDecimal.ONE,
        10,
        left,
        Optional.empty(),
        issued,
        Duration.ofHours(hours));
  }

  private static MarketOrder order(CharacterEvent event) {
    return switch (event) {
      case MarketOrderFilled filled -> filled.order();
      case MarketOrderCancelled cancelled -> cancelled.order();
      case MarketOrderExpired expired -> expired.order();
      case MarketOrderClosed closed -> closed.order();
      default -> throw new AssertionError("not about an order: " + event);
    };
  }

  private static long filled(List<CharacterEvent> events) {
    return events.stream()
        .mapToLong(event -> event instanceof MarketOrderFilled filled ? filled.quantity() : 0)
        .sum();
  }

  private static long unknown(CharacterEvent end) {
    return end instanceof MarketOrderClosed closed ? closed.order().volumeRemain() : 0;
  }

  private static List<CharacterEvent> ends(List<CharacterEvent> events) {
    return events.stream().filter(event -> !(event instanceof MarketOrderFilled)).toList();
  }

  private static List<String> kinds(List<CharacterEvent> events) {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  /**
   * What happens after some time.
   *
   * @param number of an order, a node of ESI's, or minutes that our clock is ahead or behind
   * @param units of an order
   */
  record Step(Deed deed, Duration time, int number, int units) {}

  enum Deed {
    LOOK,
    LOOK_AT_A_MISTAKE,
    LOOK_WITHOUT_HISTORY,
    SET_CLOCK,
    PLACE,
    REPRICE,
    CANCEL,
    FILL,
    FILL_WHOLLY;

    void doneBy(TradingPilot pilot, Watch watch, Step step) {
      switch (this) {
        case LOOK -> watch.read(step.number % 2, false, true);
        case LOOK_AT_A_MISTAKE -> watch.read(step.number % 2, true, true);
        case LOOK_WITHOUT_HISTORY -> watch.read(step.number % 2, false, false);
        // From two and a half minutes behind EVE's to as many ahead.
        case SET_CLOCK -> pilot.setOurClock(Duration.ofSeconds(60L * step.number - 150));
        case PLACE -> pilot.place(step.units, 1 + step.number);
        case REPRICE -> pilot.reprice(step.number);
        case CANCEL -> pilot.cancel(step.number);
        case FILL -> pilot.fill(step.number, step.units / 3 + 1);
        case FILL_WHOLLY -> pilot.fill(step.number, Integer.MAX_VALUE);
      }
    }
  }

  /** A server that remembers what it should, and dies at every reading once. */
  static final class Watch {
    private final TradingPilot pilot;
    private final List<CharacterEvent> told = new ArrayList<>();
    private final List<CharacterEvent> toldAgain = new ArrayList<>();
    private final Map<OrderId, MarketOrder> firstSeen = new LinkedHashMap<>();
    private final List<OrdersReading> readings = new ArrayList<>();
    private MarketOrders known;

    Watch(TradingPilot pilot) {
      this.pilot = pilot;
      pilot.place(7, 2);
      pilot.place(8, 1);
      OrdersReading first = pilot.read(0, false, (open, now) -> false);
      this.known = DETECTION.baseline(first);
      noteNew(first);
    }

    void read(int node, boolean mistake, boolean historyAnswers) {
      OrdersReading reading =
          pilot.read(
              node,
              mistake,
              (open, now) -> historyAnswers && DETECTION.needsHistory(known, open, now));
      Instant now = reading.readAt();
      toldAgain.addAll(
          DETECTION.compare(known, reading, known.asOf(), now.minusSeconds(90)).events());
      Detection.Comparison<MarketOrders> comparison =
          DETECTION.compare(known, reading, known.asOf(), now);
      assertThat(comparison.events())
          .isSortedAccordingTo(Comparator.comparing(CharacterEvent::occurredAt));
      told.addAll(comparison.events());
      known = comparison.settled();
      assertThat(DETECTION.compare(known, reading, now, now))
          .as("the same again")
          .isEqualTo(new Detection.Comparison<>(known, List.of()));
      noteNew(reading);
    }

    Map<OrderId, List<CharacterEvent>> about() {
      return told.stream().collect(Collectors.groupingBy(event -> order(event).id()));
    }

    /** An answer to be believed must not have shown that the order went before its time. */
    void assertAmbiguous(MarketOrderClosed closed) {
      MarketOrder order = closed.order();
      Optional<Instant> missed = Optional.empty();
      for (OrdersReading reading : readings) {
        if (ids(reading).contains(order.id())) {
          missed = Optional.empty();
        } else if (missed.isEmpty()
            && !reading.open().isEmpty()
            && !reading.readAt().isBefore(order.issued().plus(OLDEST_ANSWER))) {
          missed = Optional.of(reading.readAt());
        }
      }
      Instant expiry = order.expiresAt().minus(CLOCK_STEP);
      assertThat(missed.orElse(Instant.MAX)).isAfterOrEqualTo(expiry);
      assertThat(closed.noticedAt()).isAfterOrEqualTo(expiry.plusSeconds(3600));
    }

    private void noteNew(OrdersReading reading) {
      readings.add(reading);
      reading.open().forEach(order -> firstSeen.putIfAbsent(order.id(), order));
    }

    private static Set<OrderId> ids(OrdersReading reading) {
      return reading.open().stream().map(MarketOrder::id).collect(Collectors.toSet());
    }
  }
}
