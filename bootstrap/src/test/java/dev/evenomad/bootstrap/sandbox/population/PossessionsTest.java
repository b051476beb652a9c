package dev.evenomad.bootstrap.sandbox.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.SettableTime;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob.Progress;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJobs;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.MailLabel;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailboxes;
import dev.evenomad.bootstrap.sandbox.game.market.ClosedOrder;
import dev.evenomad.bootstrap.sandbox.game.market.Market;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.game.planet.Pin;
import dev.evenomad.bootstrap.sandbox.universe.SolarSystem;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.TypeGroup;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What the invented pilots have: mail, orders, jobs and colonies. */
class PossessionsTest {

  private static final Instant NOW = RunningSandbox.START;
  private static final Instant HISTORY = NOW.minus(Duration.ofDays(90));
  private static final SeededPopulation POPULATION = new SeededPopulation(7, 2_000);
  private static final List<Pilot> PILOTS = pilots();

  private static List<Pilot> pilots() {
    var pilots = new Pilots(new WorldClock(new SettableTime(NOW)));
    POPULATION.settle(pilots);
    return pilots.all();
  }

  private static <T> Map<Pilot, T> each(BiFunction<Pilot, Instant, T> having) {
    var found = new TreeMap<Pilot, T>(Comparator.comparingLong(Pilot::characterId));
    PILOTS.forEach(pilot -> found.put(pilot, having.apply(pilot, NOW)));
    return found;
  }

  @Test
  void mailIdsRiseWithTimeAndAreUnique() {
    var ids = new HashSet<Long>();
    each(POPULATION::mailbox)
        .forEach(
            (pilot, box) -> {
              assertThat(box.mails()).isSortedAccordingTo(Comparator.comparing(Mail::sentAt));
              var labels = box.labels().stream().map(MailLabel::id).toList();
              for (var mail : box.mails()) {
                assertThat(ids.add(mail.mailId())).as("%d", mail.mailId()).isTrue();
                assertThat(mail.mailId()).isLessThan(Mailboxes.FIRST_ID);
                assertThat(mail.sentAt()).isBeforeOrEqualTo(NOW);
                assertThat(labels).containsAll(mail.labels());
                assertThat(mail.subject()).isNotBlank().doesNotContain("{", "<");
                assertThat(mail.body()).isNotBlank().doesNotContain("{");
                assertThat(mail.body().replaceAll("</?(br|b|i|font|a)( [^<>]*)?>", ""))
                    .doesNotContain("<", ">");
                assertThat(mail.labels().contains(MailLabel.SENT.id()))
                    .isEqualTo(mail.from() == pilot.characterId());
              }
            });
  }

  @Test
  void someHaveNoMailAndSomeHaveHundreds() {
    var sizes = each(POPULATION::mailbox).values().stream().map(box -> box.mails().size()).toList();
    assertThat(sizes).contains(0).anyMatch(size -> size > 200);
    assertThat(sizes.stream().mapToInt(size -> size).average().orElseThrow()).isBetween(10.0, 40.0);
  }

  @Test
  void ordersAreOpenAtKnownPlacesForThingsThatAreTraded() {
    var ids = new HashSet<Long>();
    each(POPULATION::orders)
        .values()
        .forEach(
            orders -> {
              for (var order : orders.open()) {
                assertThat(ids.add(order.orderId())).as("%d", order.orderId()).isTrue();
                assertOrder(order);
                assertThat(order.issued()).isBeforeOrEqualTo(NOW);
                assertThat(order.expiry()).isAfter(NOW);
                assertThat(order.volumeRemain()).isPositive();
              }
              for (var closed : orders.closed()) {
                var order = closed.order();
                assertThat(ids.add(order.orderId())).as("%d", order.orderId()).isTrue();
                assertOrder(order);
                assertThat(closed.closedAt()).isBetween(HISTORY, NOW);
                if (closed.end() == ClosedOrder.End.EXPIRED) {
                  assertThat(closed.closedAt()).isEqualTo(order.expiry());
                } else {
                  assertThat(closed.closedAt()).isBetween(order.issued(), order.expiry());
                }
              }
            });
  }

  private static void assertOrder(MarketOrder order) {
    assertThat(order.orderId()).isLessThan(Market.FIRST_ID);
    assertThat(order.volumeRemain()).isLessThanOrEqualTo(order.volumeTotal());
    assertThat(Universe.type(order.typeId()).orElseThrow().isTraded()).isTrue();
    assertThat(order.price().stripTrailingZeros().precision()).isLessThanOrEqualTo(4);
    var place = order.place();
    var system =
        Universe.station(place.locationId())
            .map(Station::system)
            .or(() -> Universe.structure(place.locationId()).map(one -> one.system()));
    assertThat(system.map(SolarSystem::id).map(Integer::longValue)).contains(place.systemId());
    assertThat(system.map(SolarSystem::region).map(region -> (long) region.id()))
        .contains(place.regionId());
  }

  @Test
  void mostTradeLittleSomeAsMuchAsOneCanAndSomeHaveAHistoryOfSeveralPages() {
    var orders = each(POPULATION::orders).values();
    assertThat(orders).extracting(one -> one.open().size()).contains(0, 305);
    assertThat(orders).anyMatch(one -> one.closed().size() > 1_000);
    assertThat(orders.stream().map(MarketOrders::open).filter(open -> open.size() <= 10).count())
        .isGreaterThan(1_000);
  }

  @Test
  void aHubTradesTheSameAllDayAndOtherwiseOnAnother() {
    var book = POPULATION.traded(10_000_002, NOW);
    assertThat(book).hasSizeGreaterThan(1_000);
    assertThat(book).extracting(MarketOrder::orderId).isSorted().doesNotHaveDuplicates();
    assertThat(book)
        .allSatisfy(PossessionsTest::assertOrder)
        .allMatch(order -> order.place().regionId() == 10_000_002)
        .allMatch(order -> order.expiry().isAfter(NOW.plus(Duration.ofDays(1))))
        .allMatch(order -> !order.issued().isAfter(NOW));
    assertThat(POPULATION.traded(10_000_002, NOW.plus(Duration.ofHours(3)))).isEqualTo(book);
    assertThat(POPULATION.traded(10_000_002, NOW.plus(Duration.ofDays(1)))).isNotEqualTo(book);
    assertThat(POPULATION.traded(10_000_043, NOW))
        .extracting(MarketOrder::orderId)
        .doesNotContainAnyElementsOf(book.stream().map(MarketOrder::orderId).toList());
    assertThat(POPULATION.traded(1, NOW)).isEmpty();
  }

  @Test
  void jobsDoWhatTheirBlueprintsAreFor() {
    var ids = new HashSet<Long>();
    each(POPULATION::jobs)
        .values()
        .forEach(
            jobs ->
                jobs.forEach(
                    job -> {
                      assertThat(ids.add(job.jobId())).as("%d", job.jobId()).isTrue();
                      assertJob(job);
                    }));
  }

  private static void assertJob(IndustryJob job) {
    assertThat(job.jobId()).isLessThan(IndustryJobs.FIRST_ID);
    assertThat(job.start()).isBeforeOrEqualTo(NOW).isBefore(job.end());
    assertThat(job.duration()).isLessThanOrEqualTo(Duration.ofDays(35));
    var work = job.work();
    var blueprint = Universe.blueprint(work.blueprintTypeId()).orElseThrow();
    var activity = blueprint.activity(work.activity().id()).orElseThrow();
    if (work.activity() == Activity.MANUFACTURING) {
      assertThat(work.productTypeId())
          .isEqualTo(activity.product().map(product -> product.typeId()))
          .isPresent();
    }
    assertThat(work.probability().isPresent()).isEqualTo(work.activity() == Activity.INVENTION);
    var facility = job.facility().facilityId();
    assertThat(Universe.station(facility).isPresent() || Universe.structure(facility).isPresent())
        .isTrue();
    job.closedAt().ifPresent(at -> assertThat(at).isBetween(HISTORY, NOW));
    if (job.progress() instanceof Progress.Delivered(var at, var successes)) {
      assertThat(at).isAfterOrEqualTo(job.end());
      assertThat(successes).isBetween(0, work.runs());
    }
  }

  @Test
  void jobsAreInEveryState() {
    var states =
        each(POPULATION::jobs).values().stream()
            .flatMap(List::stream)
            .map(job -> job.status(NOW))
            .distinct();
    assertThat(states).contains("active", "ready", "paused", "delivered", "cancelled");
  }

  @Test
  void coloniesAreOnPlanetsThatCarryThem() {
    var pins = new HashSet<Long>();
    var routes = new HashSet<Long>();
    each(POPULATION::colonies)
        .values()
        .forEach(
            colonies -> {
              assertThat(colonies).hasSizeLessThanOrEqualTo(6);
              assertThat(colonies).extracting(Colony::planetId).doesNotHaveDuplicates();
              for (var colony : colonies) {
                assertColony(colony);
                colony.pins().forEach(pin -> assertThat(pins.add(pin.pinId())).isTrue());
                colony.routes().forEach(route -> assertThat(routes.add(route.routeId())).isTrue());
              }
            });
  }

  private static void assertColony(Colony colony) {
    var planet = Universe.planet(colony.planetId()).orElseThrow();
    assertThat(colony.type().label()).isEqualTo(planet.kind());
    assertThat(colony.solarSystemId()).isEqualTo(planet.system().id());
    assertThat(colony.lastUpdate()).isBeforeOrEqualTo(NOW);
    var ids = colony.pins().stream().map(Pin::pinId).toList();
    colony
        .links()
        .forEach(link -> assertThat(ids).contains(link.sourcePinId(), link.destinationPinId()));
    for (var route : colony.routes()) {
      assertThat(ids).contains(route.sourcePinId(), route.destinationPinId());
      assertThat(Universe.type(route.contentTypeId())).isPresent();
    }
    for (var pin : colony.pins()) {
      assertThat(Universe.type(pin.typeId()).orElseThrow().name().toLowerCase(Locale.ROOT))
          .startsWith(planet.kind());
      pin.schematicId()
          .ifPresent(
              id ->
                  assertThat(Universe.schematic(id).orElseThrow().processors())
                      .contains(pin.typeId()));
      pin.extractor()
          .ifPresent(
              extractor -> {
                assertThat(extractor.installed()).isEqualTo(colony.lastUpdate());
                assertThat(extractor.expires()).isAfter(extractor.installed());
                assertThat(
                        Universe.type(extractor.productTypeId()).orElseThrow().group().categoryId())
                    .isEqualTo(TypeGroup.PLANET_RESOURCES);
                assertThat(extractor.heads()).hasSizeBetween(1, 10);
              });
    }
  }

  @Test
  void someExtractorsRunAndSomeHaveRunOut() {
    var ends =
        each(POPULATION::colonies).values().stream()
            .flatMap(List::stream)
            .flatMap(colony -> colony.pins().stream())
            .map(Pin::extractor)
            .flatMap(Optional::stream)
            .map(extractor -> extractor.expires().isAfter(NOW));
    assertThat(ends).contains(true, false);
    assertThat(each(POPULATION::colonies).values().stream().map(List::size)).contains(0, 6);
  }
}
