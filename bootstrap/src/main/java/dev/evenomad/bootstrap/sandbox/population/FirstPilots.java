package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.SeedPilots;
import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.Facility;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob.Progress;
import dev.evenomad.bootstrap.sandbox.game.industry.JobWork;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.MailLabel;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.mail.MailingList;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.game.market.ClosedOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.market.OrderRange;
import dev.evenomad.bootstrap.sandbox.game.market.Place;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor.Head;
import dev.evenomad.bootstrap.sandbox.game.planet.Link;
import dev.evenomad.bootstrap.sandbox.game.planet.Pin;
import dev.evenomad.bootstrap.sandbox.game.planet.PlanetType;
import dev.evenomad.bootstrap.sandbox.game.planet.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The three pilots of {@link SeedPilots}, in a world where nobody else is. The first, Mara Tessen,
 * has a little of everything; Kelvar Oduya has sent her a mail.
 */
public final class FirstPilots implements Population {

  /** The character id of Mara Tessen; the others follow. */
  public static final long MARA = 2_112_000_001;

  /** How many they are. */
  public static final int COUNT = 3;

  /** An order of Mara's that sells 40 Rifters in Jita. */
  public static final long RIFTERS = 7_400_000_001L;

  /** An order of Mara's that buys a million Tritanium in Jita. */
  public static final long TRITANIUM = 7_400_000_002L;

  /** An industry job of Mara's that builds Rifters and ends in six hours. */
  public static final long BUILDING = 640_000_001;

  /** An industry job of Mara's that was delivered two days ago. */
  public static final long DELIVERED = 640_000_002;

  /** The planet of Mara's colony. */
  public static final long PLANET = 40_009_077;

  /** The extractor of Mara's colony, which runs out in 22 hours. */
  public static final long EXTRACTOR = 1_050_000_000_002L;

  private static final long KELVAR = 2_112_000_002;
  private static final Place JITA = new Place(10_000_002, 30_000_142, 60_003_760);
  private static final int RIFTER = 587;
  private static final int RIFTER_BLUEPRINT = 691;
  private static final int BASE_METALS = 2267;
  private static final int REACTIVE_METALS = 2398;

  @Override
  public void settle(Pilots pilots) {
    SeedPilots.addTo(pilots);
  }

  @Override
  public Mailbox mailbox(Pilot pilot, Instant beginning) {
    if (pilot.characterId() != MARA) {
      return Mailbox.EMPTY;
    }
    var first =
        new Mail(
            400_000_001,
            ago(beginning, Duration.ofDays(2)),
            KELVAR,
            List.of(new Recipient(Recipient.Kind.CORPORATION, Pilots.DEFAULT_CORPORATION)),
            "Fuel run on Thursday",
            "We leave at <b>19:00</b>.<br>Bring a hauler.",
            List.of(MailLabel.CORPORATION.id()),
            true);
    var second =
        new Mail(
            400_000_002,
            ago(beginning, Duration.ofHours(3)),
            KELVAR,
            List.of(Recipient.character(MARA)),
            "Rifters",
            "Are the Rifters in Jita yours? I would take ten.",
            List.of(MailLabel.INBOX.id()),
            false);
    return new Mailbox(
        List.of(first, second),
        MailLabel.COMMON,
        List.of(new MailingList(145_000_001, "Wayfarer Convoys")));
  }

  @Override
  public MarketOrders orders(Pilot pilot, Instant beginning) {
    if (pilot.characterId() != MARA) {
      return MarketOrders.EMPTY;
    }
    var rifters = order(RIFTERS, RIFTER, false, "489000.00", 40, 90, ago(beginning, 1));
    var tritanium = order(TRITANIUM, 34, true, "4.05", 1_000_000, 30, ago(beginning, 3));
    var cancelled = order(7_400_000_003L, 35, false, "9.80", 50_000, 90, ago(beginning, 12));
    var expired = order(7_400_000_004L, RIFTER, false, "610000.00", 5, 3, ago(beginning, 20));
    return new MarketOrders(
        List.of(rifters, tritanium),
        List.of(
            new ClosedOrder(cancelled, ClosedOrder.End.CANCELLED, ago(beginning, 10)),
            new ClosedOrder(expired, ClosedOrder.End.EXPIRED, expired.expiry())));
  }

  private static MarketOrder order(
      long id, int typeId, boolean buy, String price, long volume, int days, Instant issued) {
    return new MarketOrder(
        id,
        typeId,
        JITA,
        buy,
        new BigDecimal(price),
        volume,
        volume,
        1,
        buy ? OrderRange.STATION : OrderRange.REGION,
        days,
        issued,
        false);
  }

  @Override
  public List<IndustryJob> jobs(Pilot pilot, Instant beginning) {
    if (pilot.characterId() != MARA) {
      return List.of();
    }
    var start = ago(beginning, Duration.ofHours(2));
    var building =
        new IndustryJob(
            BUILDING,
            rifters(8),
            Facility.station(JITA.locationId()),
            start,
            start.plus(Duration.ofHours(8)),
            new Progress.Running());
    var done = ago(beginning, 2);
    var delivered =
        new IndustryJob(
            DELIVERED,
            rifters(4),
            Facility.station(JITA.locationId()),
            done.minus(Duration.ofHours(5)),
            done.minus(Duration.ofHours(1)),
            new Progress.Delivered(done, 4));
    return List.of(building, delivered);
  }

  private static JobWork rifters(int runs) {
    return new JobWork(
        Activity.MANUFACTURING,
        1_030_000_000_001L,
        RIFTER_BLUEPRINT,
        Optional.of(RIFTER),
        runs,
        Optional.empty(),
        Optional.empty(),
        new BigDecimal("18250.00").multiply(BigDecimal.valueOf(runs)));
  }

  @Override
  public List<Colony> colonies(Pilot pilot, Instant beginning) {
    if (pilot.characterId() != MARA) {
      return List.of();
    }
    var visited = ago(beginning, Duration.ofHours(2));
    var extractor =
        new Extractor(
            BASE_METALS,
            Duration.ofMinutes(30),
            4_830,
            0.0186,
            List.of(new Head(0, 1.452, 3.141), new Head(1, 1.472, 3.165)),
            visited,
            visited.plus(Duration.ofDays(1)));
    var command = 1_050_000_000_001L;
    var factory = 1_050_000_000_003L;
    var launchpad = 1_050_000_000_004L;
    var pins =
        List.of(
            pin(command, 2524, 1.50, Optional.empty(), Optional.empty(), Map.of()),
            pin(EXTRACTOR, 2848, 1.46, Optional.of(extractor), Optional.empty(), Map.of()),
            pin(factory, 2473, 1.48, Optional.empty(), Optional.of(126), Map.of()),
            pin(
                launchpad,
                2544,
                1.49,
                Optional.empty(),
                Optional.empty(),
                Map.of(BASE_METALS, 12_400L, REACTIVE_METALS, 620L)));
    return List.of(
        new Colony(
            PLANET,
            PlanetType.BARREN,
            JITA.systemId(),
            4,
            visited,
            pins,
            List.of(new Link(EXTRACTOR, launchpad, 0), new Link(launchpad, factory, 0)),
            List.of(
                new Route(1_050_000_001L, EXTRACTOR, launchpad, BASE_METALS, 4_830, List.of()),
                new Route(1_050_000_002L, launchpad, factory, BASE_METALS, 3_000, List.of()),
                new Route(1_050_000_003L, factory, launchpad, REACTIVE_METALS, 20, List.of()))));
  }

  private static Pin pin(
      long id,
      int typeId,
      double latitude,
      Optional<Extractor> extractor,
      Optional<Integer> schematic,
      Map<Integer, Long> contents) {
    return new Pin(
        id,
        typeId,
        latitude,
        3.15,
        extractor,
        schematic,
        extractor.map(Extractor::installed),
        new TreeMap<>(contents));
  }

  @Override
  public List<MarketOrder> traded(long regionId, Instant now) {
    return List.of();
  }

  private static Instant ago(Instant beginning, int days) {
    return ago(beginning, Duration.ofDays(days));
  }

  private static Instant ago(Instant beginning, Duration time) {
    return beginning.truncatedTo(ChronoUnit.SECONDS).minus(time);
  }
}
