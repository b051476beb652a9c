package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.market.ClosedOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.market.OrderRange;
import dev.evenomad.bootstrap.sandbox.game.market.Place;
import dev.evenomad.bootstrap.sandbox.population.Census.Calling;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import dev.evenomad.bootstrap.sandbox.universe.ItemType;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Structure;
import dev.evenomad.bootstrap.sandbox.universe.TypeGroup;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Who sells and buys what. */
final class Traders {

  private static final long FIRST_ID = 7_000_000_000L;
  private static final long FIRST_BOOK_ID = 6_000_000_000L;
  private static final long IDS_PER_BOOK = 1_000_000;

  /** Ids for open and closed orders of one pilot. */
  private static final int IDS_PER_PILOT = 4_000;

  /** As many as a pilot can have open. */
  private static final int MOST_OPEN = 305;

  private static final int MOST_CLOSED = 2_400;
  private static final List<Integer> DAYS = List.of(1, 3, 7, 14, 30, 90);
  private static final List<Integer> HUBS =
      List.of(Station.JITA, Station.AMARR, Station.DODIXIE, Station.RENS, Station.HEK);
  private static final List<Station> STATIONS =
      Universe.stations().stream().filter(station -> station.system().isHighSecurity()).toList();
  private static final List<Structure> STRUCTURES = List.copyOf(Universe.structures());

  private static final List<ItemType> GOODS =
      Stream.of(
              TypeGroup.SHIPS,
              TypeGroup.MODULES,
              TypeGroup.CHARGES,
              TypeGroup.DRONES,
              TypeGroup.ORES,
              TypeGroup.PLANET_COMMODITIES)
          .flatMap(category -> Universe.typesOfCategory(category).stream())
          .filter(ItemType::isTraded)
          .toList();

  /** What is traded more than anything else. */
  private static final List<ItemType> STAPLES =
      Stream.concat(
              Universe.typesOfGroup(TypeGroup.MINERALS_GROUP).stream(),
              Stream.of(44992, 40519, 40520, 45635, 28668, 4247, 4051, 2488, 2456, 587, 17480)
                  .flatMap(id -> Universe.type(id).stream()))
          .filter(ItemType::isTraded)
          .toList();

  private final Census census;

  Traders(Census census) {
    this.census = census;
  }

  MarketOrders orders(int number, Instant beginning) {
    var now = beginning.truncatedTo(ChronoUnit.SECONDS);
    var dice = new Dice(census.seed(), number, Topic.ORDERS);
    var isTrader = census.calling(number) == Calling.TRADER;
    var open = openOrders(dice, isTrader);
    var closed = open == 0 && dice.chance(0.7) ? 0 : closedOrders(dice, isTrader);
    var first = FIRST_ID + (long) number * IDS_PER_PILOT;
    return new MarketOrders(
        open(dice, first + MOST_CLOSED, open, now), closed(dice, first, closed, now));
  }

  private static int openOrders(Dice dice, boolean isTrader) {
    var kind = dice.below(100);
    if (isTrader) {
      return kind < 8 ? MOST_OPEN : kind < 50 ? dice.between(61, 300) : dice.between(8, 60);
    }
    return kind < 48 ? 0 : kind < 90 ? dice.between(1, 10) : dice.between(11, 60);
  }

  private static int closedOrders(Dice dice, boolean isTrader) {
    return isTrader && dice.chance(0.06)
        ? dice.between(1_001, MOST_CLOSED)
        : dice.between(0, isTrader ? 120 : 12);
  }

  private static List<MarketOrder> open(Dice dice, long firstId, int count, Instant now) {
    var issued = new ArrayList<Issue>();
    for (var i = 0; i < count; i++) {
      var days = dice.pick(DAYS, 2, 3, 5, 5, 10, 75);
      issued.add(new Issue(now.minus(dice.upTo(Duration.ofDays(days).minusMinutes(2))), days));
    }
    // Ids rise with time.
    issued.sort(Comparator.comparing(Issue::at));
    var orders = new ArrayList<MarketOrder>();
    for (var issue : issued) {
      orders.add(order(dice, firstId + orders.size(), somewhere(dice), issue));
    }
    return orders;
  }

  private static List<ClosedOrder> closed(Dice dice, long firstId, int count, Instant now) {
    var ends = new ArrayList<Instant>();
    for (var i = 0; i < count; i++) {
      ends.add(now.minus(dice.upTo(Duration.ofDays(89))));
    }
    ends.sort(Comparator.naturalOrder());
    var orders = new ArrayList<ClosedOrder>();
    for (var end : ends) {
      var days = dice.pick(DAYS, 5, 8, 12, 12, 20, 43);
      var life = Duration.ofDays(days);
      var expired = dice.chance(0.3);
      var lived = expired ? life : dice.upTo(life.minusSeconds(1));
      var order =
          order(dice, firstId + orders.size(), somewhere(dice), new Issue(end.minus(lived), days));
      orders.add(
          new ClosedOrder(
              order, expired ? ClosedOrder.End.EXPIRED : ClosedOrder.End.CANCELLED, end));
    }
    return orders;
  }

  /** What is on the market of a region, in its hub if it has one. */
  List<MarketOrder> book(long regionId, Instant now) {
    var today = now.truncatedTo(ChronoUnit.DAYS);
    var day = today.getEpochSecond() / Duration.ofDays(1).toSeconds();
    var places =
        STATIONS.stream()
            .filter(station -> station.region().id() == regionId)
            .sorted(Comparator.comparing(station -> !HUBS.contains(station.id())))
            .map(Traders::place)
            .toList();
    var dice = new Dice(census.seed(), regionId * 100_000 + day, Topic.BOOK);
    var isHub = places.stream().anyMatch(place -> HUBS.contains((int) place.locationId()));
    var first =
        FIRST_BOOK_ID
            + Math.floorMod(regionId, 100) * IDS_PER_BOOK
            + Math.floorMod(day, 100) * 10_000L;
    var orders = new ArrayList<MarketOrder>();
    for (var type : places.isEmpty() ? List.<ItemType>of() : isHub ? GOODS : STAPLES) {
      var depth = STAPLES.contains(type) ? dice.between(8, 20) : dice.between(0, 6);
      for (var i = 0; i < depth; i++) {
        var place = dice.chance(0.7) ? places.getFirst() : dice.pick(places);
        var issue = new Issue(today.minus(dice.upTo(Duration.ofDays(88))), 90);
        orders.add(order(dice, first + orders.size(), place, issue, type));
      }
    }
    return orders;
  }

  private record Issue(Instant at, int days) {}

  private static MarketOrder order(Dice dice, long id, Place place, Issue issue) {
    return order(dice, id, place, issue, dice.pick(dice.chance(0.25) ? STAPLES : GOODS));
  }

  private static MarketOrder order(Dice dice, long id, Place place, Issue issue, ItemType type) {
    var buys = dice.chance(0.35);
    var total = dice.magnitude(1, mostOf(type));
    var remain = dice.chance(0.55) ? total : dice.between(1, total);
    var level = 0.85 + Math.floorMod(type.id() * 37, 30) / 100.0;
    return new MarketOrder(
        id,
        type.id(),
        place,
        buys,
        Prices.of(type, level * (buys ? dice.between(0.80, 0.96) : dice.between(1.0, 1.15))),
        total,
        remain,
        buys && dice.chance(0.05) ? Math.max(1, remain / 10) : 1,
        buys
            ? dice.pick(
                List.of(
                    OrderRange.STATION,
                    OrderRange.SOLAR_SYSTEM,
                    OrderRange.JUMPS_5,
                    OrderRange.JUMPS_10,
                    OrderRange.REGION),
                50,
                15,
                10,
                5,
                20)
            : OrderRange.REGION,
        issue.days(),
        issue.at(),
        dice.chance(0.04));
  }

  private static long mostOf(ItemType type) {
    return switch (type.group().categoryId()) {
      case TypeGroup.SHIPS -> 40;
      case TypeGroup.MODULES, TypeGroup.DRONES -> 500;
      case TypeGroup.CHARGES -> 200_000;
      case TypeGroup.ORES, TypeGroup.PLANET_COMMODITIES -> 500_000;
      default -> type.group().id() == TypeGroup.MINERALS_GROUP ? 40_000_000 : 300;
    };
  }

  private static Place somewhere(Dice dice) {
    if (dice.chance(0.85)) {
      var hub = dice.pick(HUBS, 50, 20, 12, 9, 9);
      return Universe.station(hub).map(Traders::place).orElseThrow();
    }
    if (dice.chance(0.3)) {
      var structure = dice.pick(STRUCTURES);
      var system = structure.system();
      return new Place(system.region().id(), system.id(), structure.id());
    }
    return place(dice.pick(STATIONS));
  }

  private static Place place(Station station) {
    return new Place(station.region().id(), station.system().id(), station.id());
  }
}
