package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.ClosedOrder;
import dev.evenomad.domain.market.ClosedOrder.Reason;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.MissingOrder;
import dev.evenomad.domain.market.OrderHistory;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderCancelled;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderClosed;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderExpired;
import dev.evenomad.domain.sync.CharacterEvent.MarketOrderFilled;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Moments are minutes from the first reading. {@link #SOLD} is a day old and expires in the 600th,
 * {@link #OTHER} is always there.
 */
final class MarketDetectionTest {

  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final MarketDetection DETECTION = new MarketDetection();

  private static final MarketOrder SOLD = order(1, 100, minute(-1440), minute(600));
  private static final MarketOrder OTHER = order(2, 50, minute(-1440), minute(100_000));

  private final List<CharacterEvent> told = new ArrayList<>();
  private MarketOrders known = DETECTION.baseline(reading(0, SOLD, OTHER));

  // What section 4 of the protocol reference tells of orders, line by line.

  @Test
  void lessIsLeft() {
    read(20, SOLD.withRemaining(70), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 70, 30, 20));
    assertThat(known.open()).containsExactly(SOLD.withRemaining(70), OTHER);

    read(40, SOLD.withRemaining(60), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 70, 30, 20), filled(SOLD, 60, 10, 40));
  }

  @Test
  void anOrderIsModified() {
    MarketOrder modified = order(1, 100, minute(10), minute(2050));

    read(20, modified, OTHER);

    assertThat(told).isEmpty();
    assertThat(known.open()).containsExactly(modified, OTHER);

    MarketOrder again = order(1, 100, minute(30), minute(2070)).withRemaining(5);
    read(40, again, OTHER);

    assertThat(told).as("and filled too").containsExactly(filled(again, 5, 95, 40));
  }

  @Test
  void lessIsSetAsideByAnOrderThatBuys() {
    MarketOrder buys = buying(3, 10, "100.00");
    known = DETECTION.baseline(reading(0, buys));

    MarketOrder less = buying(3, 10, "70.00").withRemaining(7);
    read(20, less);

    assertThat(told).containsExactly(filled(less, 7, 3, 20));
  }

  @Test
  void goneAndCancelledAccordingToTheHistory() {
    read(20, history(20, closed(SOLD.withRemaining(80), Reason.CANCELLED)), OTHER);

    assertThat(told)
        .containsExactly(
            filled(SOLD, 80, 20, 20),
            new MarketOrderCancelled(CHARACTER, SOLD.withRemaining(80), minute(20)));
    assertThat(known.open()).containsExactly(OTHER);
    assertThat(known.missing()).isEmpty();
    assertThat(known.concluded()).containsOnlyKeys(SOLD.id());
  }

  @Test
  void goneAndExpiredAccordingToTheHistory() {
    read(610, history(610, closed(SOLD.withRemaining(80), Reason.EXPIRED)), OTHER);

    assertThat(told)
        .as("in order of time, so the filling before it is told as of then")
        .containsExactly(
            new MarketOrderFilled(CHARACTER, SOLD.withRemaining(80), 20, minute(600)),
            new MarketOrderExpired(CHARACTER, SOLD.withRemaining(80), minute(600)));
  }

  @Test
  void goneAndNotInTheHistoryThoughItHadTimeLeft() {
    read(20, history(20), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 20));
    assertThat(known.concluded()).containsOnlyKeys(SOLD.id());
  }

  @Test
  void goneWhenItsTimeWasOverAndNotInTheHistory() {
    read(610, history(610), OTHER);
    read(640, OTHER);
    read(669, history(669), OTHER);

    assertThat(told).isEmpty();
    assertThat(known.missing()).containsExactly(new MissingOrder(SOLD, minute(610), true));

    read(670, history(670), OTHER);

    assertThat(told).containsExactly(new MarketOrderClosed(CHARACTER, SOLD, minute(670)));
    assertThat(known.missing()).isEmpty();
  }

  @Test
  void goneWhenItsTimeMayHaveBeenOverBecauseClocksDiffer() {
    read(594, OTHER);
    read(615, history(615), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 615));

    known = DETECTION.baseline(reading(0, SOLD, OTHER));
    read(595, OTHER);
    read(615, history(615), OTHER);
    read(675, history(675, closed(SOLD, Reason.EXPIRED)), OTHER);

    assertThat(told)
        .containsExactly(
            filled(SOLD, 0, 100, 615), new MarketOrderExpired(CHARACTER, SOLD, minute(600)));
  }

  @Test
  void goneWhenItsTimeWasOverAndInTheHistoryLater() {
    read(610, history(610), OTHER);
    read(670, history(670, closed(SOLD, Reason.EXPIRED)), OTHER);

    assertThat(told).containsExactly(new MarketOrderExpired(CHARACTER, SOLD, minute(600)));
  }

  @Test
  void nothingIsLeftThoughItIsStillListed() {
    read(20, SOLD.withRemaining(0), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 20));

    read(40, history(40), OTHER);
    read(60, history(60, closed(SOLD.withRemaining(0), Reason.CANCELLED)), OTHER);

    assertThat(told).as("nothing more when it is gone").hasSize(1);
    assertThat(known.concluded()).containsOnlyKeys(SOLD.id());
  }

  @Test
  void neverSeenBefore() {
    MarketOrder fresh = order(3, 10, minute(15), minute(2000));

    read(20, SOLD, OTHER, fresh.withRemaining(4));

    assertThat(told).isEmpty();

    read(40, SOLD, OTHER, fresh.withRemaining(3));

    assertThat(told).containsExactly(filled(fresh, 3, 1, 40));
  }

  // Answers that are old, empty, or not to be had.

  @Test
  void aFirstReadingTellsNothing() {
    OrderHistory history = history(0, closed(SOLD, Reason.CANCELLED));

    known =
        DETECTION.baseline(
            new OrdersReading(CHARACTER, List.of(OTHER), Optional.of(history), READ));

    assertThat(known)
        .isEqualTo(
            new MarketOrders(
                CHARACTER, List.of(OTHER), List.of(), Map.of(), Optional.of(minute(60)), READ));
  }

  @Test
  void anOlderAnswerTellsNothingAndNoFillingTwice() {
    read(20, SOLD.withRemaining(70), OTHER);
    read(40, SOLD.withRemaining(90), OTHER);
    read(60, SOLD.withRemaining(70), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 70, 30, 20));

    read(80, SOLD.withRemaining(60), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 70, 30, 20), filled(SOLD, 60, 10, 80));
  }

  @Test
  void anOlderAnswerDoesNotUndoAChange() {
    MarketOrder modified = order(1, 100, minute(10), minute(2050));
    read(20, modified, OTHER);

    read(40, SOLD, OTHER);

    assertThat(known.open()).containsExactly(modified, OTHER);
  }

  @Test
  void anOlderAnswerDoesNotOpenAgainWhatIsOver() {
    read(20, history(20), OTHER);

    read(40, SOLD.withRemaining(50), OTHER);
    read(60, history(80), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 20));
    assertThat(known.open()).containsExactly(OTHER);
    assertThat(known.missing()).isEmpty();
  }

  @Test
  void anAnswerThatMayBeOlderThanTheOrderMustBeConfirmed() {
    MarketOrder fresh = order(3, 10, minute(18), minute(2000));
    read(20, SOLD, OTHER, fresh);

    read(40, history(40), SOLD, OTHER);

    assertThat(told).isEmpty();
    assertThat(known.missing()).containsExactly(new MissingOrder(fresh, minute(40), false));

    read(60, history(60), SOLD, OTHER);

    assertThat(told).containsExactly(filled(fresh, 0, 10, 60));
  }

  @Test
  void anAnswerThatMayBeOlderThanTheOrderIsNotConfirmedByAnEmptyOne() {
    MarketOrder fresh = order(3, 10, minute(18), minute(2000));
    read(20, SOLD, OTHER, fresh);
    read(40, SOLD, OTHER);

    read(70, history(70));

    assertThat(told).isEmpty();
    assertThat(known.missing()).contains(new MissingOrder(fresh, minute(70), false));
  }

  @Test
  void anEmptyAnswerIsNoEventUntilALaterOneIsEmptyToo() {
    read(20, history(20));
    read(40, history(40));

    assertThat(told).as("which may be the same answer of ESI's still").isEmpty();
    assertThat(known.open()).isEmpty();
    assertThat(known.missing())
        .containsExactly(
            new MissingOrder(SOLD, minute(20), false), new MissingOrder(OTHER, minute(20), false));

    read(60, history(60));

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 60), filled(OTHER, 0, 50, 60));
  }

  @Test
  void anEmptyAnswerByMistakeTellsNothing() {
    read(20, history(20));
    read(40, SOLD.withRemaining(99), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 99, 1, 40));
    assertThat(known.missing()).isEmpty();
    assertThat(known.open()).containsExactly(SOLD.withRemaining(99), OTHER);
  }

  @Test
  void anEmptyAnswerDoesNotDateTheEndOfAnOrder() {
    read(20, history(20));
    read(60);

    assertThat(known.missing()).contains(new MissingOrder(SOLD, minute(60), true));

    read(80, history(59), OTHER);

    assertThat(told).as("it may have been cancelled in the 59th minute").isEmpty();
  }

  @Test
  void theHistoryIsBelievedThatAnOrderIsClosedHoweverOldItIsAndUnconfirmedItsEnd() {
    read(20, history(-30, closed(SOLD, Reason.CANCELLED)));

    assertThat(told).containsExactly(new MarketOrderCancelled(CHARACTER, SOLD, minute(20)));
  }

  @Test
  void aHistoryFromBeforeTheEndDecidesNothing() {
    read(20, history(19), OTHER);
    read(40, OTHER);

    assertThat(told).isEmpty();
    assertThat(known.historyFreshUntil()).contains(minute(79));

    read(80, history(80), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 80));
  }

  @Test
  void aHistoryThatOnlySeemsYoungerBecauseTheClockWasSetDecidesNothing() {
    read(20, OTHER);
    read(26, history(24), OTHER);

    assertThat(told).isEmpty();

    read(31, history(25), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 31));
  }

  @Test
  void anOrderIsDecidedThoughTheClockWasSetBackSinceItWasMissed() {
    read(20, OTHER);
    read(17, history(17), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 17));
  }

  @Test
  void nothingIsExpiredLaterThanNow() {
    read(598, history(598, closed(SOLD, Reason.EXPIRED)), OTHER);

    assertThat(told)
        .as("EVE's clock is ahead of ours")
        .containsExactly(new MarketOrderExpired(CHARACTER, SOLD, minute(598)));
  }

  @Test
  void aHistoryThatHasMoreLeftThanWasSeenIsNotBelievedInThat() {
    read(20, SOLD.withRemaining(40), OTHER);
    read(40, history(40, closed(SOLD, Reason.CANCELLED)), OTHER);

    assertThat(told)
        .containsExactly(
            filled(SOLD, 40, 60, 20),
            new MarketOrderCancelled(CHARACTER, SOLD.withRemaining(40), minute(40)));
  }

  @Test
  void anOrderOfWhichTheHistoryHasNothingLeftWasFilled() {
    read(20, history(20, closed(SOLD.withRemaining(0), Reason.CANCELLED)), OTHER);

    assertThat(told).containsExactly(filled(SOLD, 0, 100, 20));
  }

  @Test
  void severalAreToldInOrderOfTime() {
    MarketOrder third = order(3, 10, minute(-1440), minute(590));
    known = DETECTION.baseline(reading(0, SOLD, OTHER, third));

    read(
        610,
        history(610, closed(SOLD, Reason.EXPIRED), closed(third, Reason.EXPIRED)),
        OTHER.withRemaining(1));

    assertThat(told)
        .containsExactly(
            new MarketOrderExpired(CHARACTER, third, minute(590)),
            new MarketOrderExpired(CHARACTER, SOLD, minute(600)),
            filled(OTHER, 1, 49, 610));
  }

  // What is kept, and when to ask.

  @Test
  void anEndIsRememberedForAWeekSinceTheOrderWasLastListed() {
    int day = 24 * 60;
    read(20, history(20), OTHER);

    read(6 * day, SOLD, OTHER);
    read(12 * day, OTHER);

    assertThat(known.concluded()).containsExactly(Map.entry(SOLD.id(), minute(6 * day)));

    read(13 * day, OTHER);

    assertThat(known.concluded()).isEmpty();
  }

  @Test
  void noMoreThanAThousandEndsAreRemembered() {
    MarketOrder[] many =
        IntStream.rangeClosed(10, 1100)
            .mapToObj(id -> order(id, 1, minute(-1440), minute(9000)))
            .toArray(MarketOrder[]::new);
    known = DETECTION.baseline(reading(0, SOLD));
    read(20, many);
    read(50, history(50), many);

    assertThat(known.concluded()).as("the oldest of them").containsOnlyKeys(SOLD.id());

    read(80, history(80), OTHER);

    assertThat(told).hasSize(1092);
    assertThat(known.concluded()).hasSize(1000).doesNotContainKey(SOLD.id());
  }

  @Test
  void theHistoryIsNeededIfItMayDecideAndMayBeAsked() {
    List<MarketOrder> gone = List.of(OTHER);

    assertThat(DETECTION.needsHistory(known, List.of(SOLD, OTHER), minute(20))).isFalse();
    assertThat(DETECTION.needsHistory(known, gone, minute(20))).isTrue();
    assertThat(DETECTION.needsHistory(known, List.of(), minute(20)))
        .as("nothing could be decided")
        .isFalse();

    read(20, history(10), OTHER);

    assertThat(DETECTION.needsHistory(known, gone, minute(69))).as("still fresh").isFalse();
    assertThat(DETECTION.needsHistory(known, gone, minute(70))).isTrue();
    assertThat(DETECTION.needsHistory(known, List.of(SOLD, OTHER), minute(70)))
        .as("it is there again")
        .isFalse();

    read(70, history(70), OTHER);

    assertThat(DETECTION.needsHistory(known, gone, minute(200))).as("it is told").isFalse();
  }

  @Test
  void nothingHappensByTheClock() {
    assertThat(DETECTION.byClock(known, READ, minute(100_000))).isEmpty();
    assertThat(DETECTION.nextEvent(known, READ)).isEmpty();
  }

  @Test
  void itIsWorthReadingAMomentAfterAnOrderExpires() {
    assertThat(DETECTION.worthReadingAt(known, READ)).contains(minute(600).plusSeconds(5));
    assertThat(DETECTION.worthReadingAt(known, minute(600).plusSeconds(5)))
        .contains(minute(100_000).plusSeconds(5));

    read(20, SOLD.withRemaining(0), OTHER.withRemaining(0));

    assertThat(DETECTION.worthReadingAt(known, minute(20))).as("both are filled").isEmpty();
  }

  @Test
  void itIsWorthReadingWhenTheHistoryMayDecide() {
    read(20, history(10), OTHER);

    assertThat(DETECTION.worthReadingAt(known, minute(20))).contains(minute(70));
    assertThat(DETECTION.worthReadingAt(known, minute(70)))
        .as("it could not be read, so the next poll tries again")
        .contains(minute(100_000).plusSeconds(5));
  }

  @Test
  void itIsWorthReadingWhenAnOrderMayBeToldAsClosed() {
    read(610, history(560), OTHER);

    assertThat(DETECTION.worthReadingAt(known, minute(610))).contains(minute(670));
  }

  @Test
  void itIsWorthReadingWhenAnEmptyAnswerCanBeConfirmed() {
    read(20);

    assertThat(DETECTION.worthReadingAt(known, minute(20))).contains(minute(45));
  }

  @Test
  void itIsWorthReadingWhenAnAnswerCannotBeOlderThanTheOrder() {
    MarketOrder fresh = order(3, 10, minute(18), minute(2000));
    read(20, SOLD, OTHER, fresh);
    read(40, SOLD, OTHER);

    assertThat(DETECTION.worthReadingAt(known, minute(40))).contains(minute(43));
  }

  private void read(int minute, MarketOrder... open) {
    read(reading(minute, open));
  }

  private void read(int minute, OrderHistory history, MarketOrder... open) {
    read(new OrdersReading(CHARACTER, List.of(open), Optional.of(history), minute(minute)));
  }

  private void read(OrdersReading reading) {
    Detection.Comparison<MarketOrders> comparison =
        DETECTION.compare(known, reading, known.asOf(), reading.readAt());
    told.addAll(comparison.events());
    known = comparison.settled();
  }

  private static OrdersReading reading(int minute, MarketOrder... open) {
    return new OrdersReading(CHARACTER, List.of(open), Optional.empty(), minute(minute));
  }

  private static OrderHistory history(int minute, ClosedOrder... orders) {
    return new OrderHistory(List.of(orders), minute(minute), minute(minute + 60));
  }

  private static ClosedOrder closed(MarketOrder order, Reason reason) {
    return new ClosedOrder(order, reason);
  }

  private static CharacterEvent filled(MarketOrder order, long left, long quantity, int minute) {
    return new MarketOrderFilled(CHARACTER, order.withRemaining(left), quantity, minute(minute));
  }

  private static Instant minute(int minute) {
    return READ.plusSeconds(60L * minute);
  }

  private static MarketOrder order(long id, long volume, Instant issued, Instant expiry) {
    return order(id, volume, Optional.empty(), issued, expiry);
  }

  private static MarketOrder buying(long id, long volume, String escrow) {
    return order(id, volume, Optional.of(new BigDecimal(escrow)), minute(-1440), minute(9000));
  }

  private static MarketOrder order(
      long id, long volume, Optional<BigDecimal> escrow, Instant issued, Instant expiry) {
    return new MarketOrder(
        new OrderId(id),
        new TypeId(34),
        new RegionId(10000002),
        new LocationId(60003760),
        "station",
        escrow.isPresent(),
        // The corporation's orders are like the others.
        id % 2 == 0,
        new BigDecimal("10.00"),
        volume,
        volume,
        escrow,
        issued,
        Duration.between(issued, expiry));
  }
}
