package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.ClosedOrder;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what became of market orders. EVE never says "filled": it lists open orders, in answers
 * that are up to 20 minutes old and may be older than the one before, and a history of cancelled
 * and expired ones, up to an hour old. So:
 *
 * <ul>
 *   <li>what is left of a listed order only falls; each time it does, that much was filled;
 *   <li>an order that is gone is missing until its end is known. The history's word that it was
 *       cancelled or has expired is final, and tells the last filling too. That the history does
 *       not have it counts only if the order is truly gone (not by an empty answer, which may be a
 *       mistake, nor by one that may be older than the order, unless a later answer agrees), and if
 *       the history is younger than that. Then the order was filled wholly, if it went before its
 *       time was over. If not, it may be that EVE is late to write its history: an hour later the
 *       order is told as closed for an unknown reason;
 *   <li>an order whose end was told is over. Ids are unique, so an answer that lists it later is an
 *       old one or a mistake, and the order is not shown again for as long as that goes on.
 * </ul>
 *
 * <p>Orders for the character's corporation are like its own. An order that is new tells nothing,
 * whatever was filled before it was first seen. One that was placed and filled between two readings
 * is never seen. All that is told of orders is told by readings: nothing happens to them by the
 * clock, for the pilot may have changed them, or somebody filled them.
 */
public final class MarketDetection implements Detection<MarketOrders, OrdersReading> {

  /** Our clock may be set by so much between two readings, and differ as much from EVE's. */
  private static final Duration CLOCK_STEP = Duration.ofMinutes(5);

  /** An answer of ESI's is not from longer ago than it keeps orders, as far as clocks can tell. */
  private static final Duration OLDEST_ANSWER = Duration.ofMinutes(20).plus(CLOCK_STEP);

  /** ESI keeps a history for so long, so one that is this much younger has what came late. */
  private static final Duration HISTORY_LAG = Duration.ofHours(1);

  /** EVE takes a moment to close what has expired. */
  private static final Duration EXPIRY_LAG = Duration.ofSeconds(5);

  /** For how long an end that was told is remembered: many times the age of any answer. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  /** And how many at most: three times the orders that a pilot may have open. */
  private static final int MOST_REMEMBERED = 1000;

  /** Has no state. */
  public MarketDetection() {}

  @Override
  public MarketOrders baseline(OrdersReading first) {
    return new MarketOrders(
        first.character(),
        first.open(),
        List.of(),
        Map.of(),
        first.history().map(OrderHistory::freshUntil),
        first.readAt());
  }

  /** Nothing: see the class. */
  @Override
  public List<CharacterEvent> byClock(MarketOrders known, Instant after, Instant until) {
    return List.of();
  }

  /** Never: see the class. */
  @Override
  public Optional<Instant> nextEvent(MarketOrders known, Instant after) {
    return Optional.empty();
  }

  /**
   * After {@code after}: when the next open order expires, a missing one can be confirmed, or the
   * history can be read again and may decide.
   */
  @Override
  public Optional<Instant> worthReadingAt(MarketOrders known, Instant after) {
    Stream<Instant> expiries =
        known.open().stream()
            .filter(order -> order.volumeRemain() > 0)
            .map(order -> order.expiresAt().plus(EXPIRY_LAG));
    Stream<Instant> decisions =
        known.missing().stream()
            .map(
                gone ->
                    gone.confirmed()
                        ? later(decidedFrom(gone), known.historyFreshUntil())
                        : confirmedFrom(gone));
    return Stream.concat(expiries, decisions)
        .filter(moment -> moment.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  /**
   * Whether the history is to be read too: it may be asked for again, and would decide what became
   * of an order. For one whose being gone is not confirmed it is spared, so that it can be read
   * when it counts.
   *
   * @param open what was read just now
   * @param now when that was
   */
  public boolean needsHistory(MarketOrders known, List<MarketOrder> open, Instant now) {
    return known.historyFreshUntil().filter(now::isBefore).isEmpty()
        && missing(known, open, now).anyMatch(MissingOrder::confirmed);
  }

  /**
   * What {@code read} reveals. What it says of the past is news all the same, however long ago that
   * was, so {@code after} does not matter; what cannot be dated happened at {@code until}.
   */
  @Override
  public Comparison<MarketOrders> compare(
      MarketOrders known, OrdersReading read, Instant after, Instant until) {
    CharacterId character = known.character();
    List<CharacterEvent> events = new ArrayList<>();
    Map<OrderId, Instant> concluded = new HashMap<>(known.concluded());
    Map<OrderId, MarketOrder> tracked = tracked(known);

    List<MarketOrder> open = new ArrayList<>();
    for (MarketOrder listed : read.open()) {
      if (concluded.containsKey(listed.id())) {
        concluded.put(listed.id(), read.readAt());
        continue;
      }
      MarketOrder before = tracked.getOrDefault(listed.id(), listed);
      MarketOrder order = before.updatedBy(listed);
      open.add(order);
      filled(character, before, order, until).ifPresent(events::add);
    }

    known.open().stream()
        .filter(order -> order.volumeRemain() == 0 && !listed(read.open(), order))
        .forEach(order -> concluded.put(order.id(), read.readAt()));
    List<MissingOrder> missing = new ArrayList<>();
    missing(known, read.open(), read.readAt())
        .forEach(
            gone -> {
              List<CharacterEvent> end = end(character, gone, read, until);
              if (end.isEmpty()) {
                missing.add(gone);
              } else {
                events.addAll(end);
                concluded.put(gone.order().id(), read.readAt());
              }
            });

    events.sort(Comparator.comparing(CharacterEvent::occurredAt));
    MarketOrders settled =
        new MarketOrders(
            character,
            open,
            missing,
            remembered(concluded, read.readAt()),
            read.history().map(OrderHistory::freshUntil).or(known::historyFreshUntil),
            read.readAt());
    return new Comparison<>(settled, events);
  }

  /** What is missing once {@code open} was read at {@code readAt}, whatever a history may say. */
  private static Stream<MissingOrder> missing(
      MarketOrders known, List<MarketOrder> open, Instant readAt) {
    Stream<MissingOrder> before = known.missing().stream();
    Stream<MissingOrder> fresh =
        known.open().stream()
            .filter(order -> order.volumeRemain() > 0)
            .map(order -> new MissingOrder(order, readAt, false));
    return Stream.concat(before, fresh)
        .filter(gone -> !listed(open, gone.order()))
        .map(gone -> confirmed(gone, open, readAt));
  }

  /**
   * The same in the light of an answer that misses it too. One that may be older than the order
   * says nothing. Another confirms that the order is gone if it has other orders, or if it is
   * surely not the same as an earlier empty one.
   */
  private static MissingOrder confirmed(MissingOrder gone, List<MarketOrder> open, Instant readAt) {
    Instant listed = gone.order().issued().plus(OLDEST_ANSWER);
    if (gone.confirmed() || readAt.isBefore(listed)) {
      return gone;
    }
    boolean first = gone.since().isBefore(listed);
    boolean another = !first && !readAt.isBefore(gone.since().plus(OLDEST_ANSWER));
    boolean confirmed = another || !open.isEmpty();
    return first || confirmed ? new MissingOrder(gone.order(), readAt, confirmed) : gone;
  }

  /** When a reading may confirm that the order is gone, whatever else it has. */
  private static Instant confirmedFrom(MissingOrder gone) {
    Instant listed = gone.order().issued().plus(OLDEST_ANSWER);
    return gone.since().isBefore(listed) ? listed : gone.since().plus(OLDEST_ANSWER);
  }

  /** What became of a missing order; empty if that cannot be told yet. */
  private static List<CharacterEvent> end(
      CharacterId character, MissingOrder gone, OrdersReading read, Instant until) {
    Optional<ClosedOrder> closed =
        read.history().flatMap(history -> history.find(gone.order().id()));
    if (closed.isPresent()) {
      return closed(character, gone.order(), closed.get(), until);
    }
    if (!gone.confirmed() || read.history().filter(it -> decides(it, gone, read)).isEmpty()) {
      return List.of();
    }
    return wentInTime(gone)
        ? filled(character, gone.order(), gone.order().withRemaining(0), until).stream().toList()
        : List.of(new MarketOrderClosed(character, gone.order(), until));
  }

  /** What the history reveals of an order that it has. */
  private static List<CharacterEvent> closed(
      CharacterId character, MarketOrder before, ClosedOrder closed, Instant until) {
    MarketOrder order =
        closed
            .order()
            .withRemaining(Math.min(before.volumeRemain(), closed.order().volumeRemain()));
    Instant expiry = order.expiresAt().isAfter(until) ? until : order.expiresAt();
    CharacterEvent end =
        switch (closed.reason()) {
          case CANCELLED -> new MarketOrderCancelled(character, order, until);
          case EXPIRED -> new MarketOrderExpired(character, order, expiry);
        };
    Stream<CharacterEvent> filled = filled(character, before, order, end.occurredAt()).stream();
    // One of which nothing was left was filled wholly, whatever else is said of it.
    return Stream.concat(filled, Stream.of(end).filter(it -> order.volumeRemain() > 0)).toList();
  }

  private static Optional<CharacterEvent> filled(
      CharacterId character, MarketOrder before, MarketOrder order, Instant at) {
    long quantity = before.volumeRemain() - order.volumeRemain();
    return quantity > 0
        ? Optional.of(new MarketOrderFilled(character, order, quantity, at))
        : Optional.empty();
  }

  /**
   * Whether {@code history} would have the order if it had been cancelled or had expired. One that
   * is younger than the list beside it would. Else the clock may have been set since the order was
   * missed, and one that seems to be younger by less than that may be older.
   */
  private static boolean decides(OrderHistory history, MissingOrder gone, OrdersReading read) {
    boolean young =
        !history.asOf().isBefore(read.readAt())
            || !history.asOf().isBefore(gone.since().plus(CLOCK_STEP));
    return young && !history.asOf().isBefore(decidedFrom(gone));
  }

  /** A history that is older does not decide what became of that order. */
  private static Instant decidedFrom(MissingOrder gone) {
    return wentInTime(gone) ? Instant.MIN : gone.since().plus(HISTORY_LAG);
  }

  /** Whether its time was not over yet, as far as clocks can tell. */
  private static boolean wentInTime(MissingOrder gone) {
    return gone.since().plus(CLOCK_STEP).isBefore(gone.order().expiresAt());
  }

  private static Map<OrderId, MarketOrder> tracked(MarketOrders known) {
    return Stream.concat(known.open().stream(), known.missing().stream().map(MissingOrder::order))
        .collect(Collectors.toMap(MarketOrder::id, Function.identity()));
  }

  private static boolean listed(List<MarketOrder> open, MarketOrder order) {
    return open.stream().anyMatch(other -> other.id().equals(order.id()));
  }

  private static Map<OrderId, Instant> remembered(Map<OrderId, Instant> concluded, Instant now) {
    return concluded.entrySet().stream()
        .filter(end -> end.getValue().isAfter(now.minus(REMEMBERED)))
        .sorted(
            Map.Entry.<OrderId, Instant>comparingByValue()
                .reversed()
                .thenComparingLong(end -> end.getKey().value()))
        .limit(MOST_REMEMBERED)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  private static Instant later(Instant one, Optional<Instant> other) {
    return other.filter(one::isBefore).orElse(one);
  }
}
