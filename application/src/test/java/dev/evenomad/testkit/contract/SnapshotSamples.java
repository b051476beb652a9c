package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.mail.SeenMails;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.MissingOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Snapshots to fill stores with: of each kind one that says nothing, one with every optional part
 * and every constant, and one as large as that of a busy pilot.
 */
public final class SnapshotSamples {

  private static final TypeId SKILL = new TypeId(3300);
  private static final TypeId LATE_SKILL = new TypeId(1L << 40);

  private SnapshotSamples() {}

  /** Of each kind, a snapshot of a character that has nothing. */
  public static List<Snapshot> empty(CharacterId character) {
    return List.of(
        emptySkills(character, NOW),
        new Mailbox(character, List.of(), true, new SeenMails(0, Set.of()), NOW),
        new MarketOrders(character, List.of(), List.of(), Map.of(), Optional.empty(), NOW),
        new IndustryJobs(character, List.of(), NOW),
        new Colonies(character, List.of(), NOW));
  }

  /** Of each kind, a snapshot with every optional part, and parts without any. */
  public static List<Snapshot> full(CharacterId character) {
    return List.of(
        fullSkills(character),
        fullMailbox(character),
        fullOrders(character),
        fullJobs(character),
        fullColonies(character));
  }

  /** Of each kind, a snapshot of a pilot who is busy with everything, and gets much mail. */
  public static List<Snapshot> large(CharacterId character) {
    return List.of(
        new SkillSnapshot(
            character,
            new SkillQueue(
                IntStream.range(0, 150)
                    .mapToObj(
                        i ->
                            new SkillQueueEntry(
                                i,
                                new TypeId(3300 + i),
                                new SkillLevel(1 + i % 5),
                                Optional.of(NOW.plus(Duration.ofHours(7L * i))),
                                Optional.of(NOW.plus(Duration.ofHours(7L * i + 7))),
                                Optional.of(
                                    new SkillQueueEntry.Points(45_255, 256_000, 45_300 + i))))
                    .toList()),
            new TrainedSkills(
                IntStream.range(0, 450)
                    .mapToObj(i -> new TrainedSkill(new TypeId(3300 + i), 4, 4, 45_255 + i))
                    .toList(),
                45_000_000,
                120_000),
            NOW),
        new Mailbox(
            character,
            LongStream.range(0, 50).mapToObj(SnapshotSamples::believableMail).toList(),
            false,
            new SeenMails(
                380_000_000,
                LongStream.rangeClosed(1, SeenMails.MOST)
                    .mapToObj(i -> new MailId(380_000_000 + 7 * i))
                    .collect(Collectors.toSet())),
            NOW),
        new MarketOrders(
            character,
            LongStream.range(0, 305).mapToObj(SnapshotSamples::believableOrder).toList(),
            List.of(new MissingOrder(believableOrder(305), NOW, true)),
            LongStream.range(400, 440)
                .boxed()
                .collect(
                    Collectors.toMap(i -> believableOrder(i).id(), i -> NOW.minusSeconds(60 * i))),
            Optional.of(NOW.plusSeconds(3_600)),
            NOW),
        new IndustryJobs(
            character,
            LongStream.range(0, 31)
                .mapToObj(
                    i ->
                        new IndustryJob(
                            new IndustryJobId(540_000_000 + i),
                            IndustryActivity.MANUFACTURING,
                            new TypeId(1_137 + i),
                            Optional.of(new TypeId(2_048 + i)),
                            10,
                            new LocationId(1_035_466_617_946L),
                            IndustryJob.Status.ACTIVE,
                            NOW.minusSeconds(600 * i),
                            NOW.plusSeconds(86_400 + 600 * i)))
                .toList(),
            NOW),
        new Colonies(
            character,
            LongStream.range(0, 6)
                .mapToObj(
                    i ->
                        new Colony(
                            new PlanetId(40_023_691 + i),
                            PlanetType.BARREN,
                            new SolarSystemId(30_000_379),
                            5,
                            24,
                            NOW.minusSeconds(3_600 * i),
                            List.of(
                                extractor(1_000_000_017_000L + 2 * i),
                                extractor(1_000_000_017_001L + 2 * i))))
                .toList(),
            NOW));
  }

  /** A snapshot of a character that knows nothing and trains nothing. */
  static SkillSnapshot emptySkills(CharacterId character, Instant asOf) {
    return new SkillSnapshot(character, SkillQueue.EMPTY, TrainedSkills.NONE, asOf);
  }

  private static SkillSnapshot fullSkills(CharacterId character) {
    return new SkillSnapshot(
        character,
        new SkillQueue(
            List.of(
                new SkillQueueEntry(
                    3,
                    SKILL,
                    new SkillLevel(5),
                    Optional.of(NOW),
                    Optional.of(NOW.plusSeconds(86_400)),
                    Optional.of(new SkillQueueEntry.Points(45_255, 256_000, 45_300))),
                new SkillQueueEntry(
                    7,
                    LATE_SKILL,
                    new SkillLevel(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))),
        new TrainedSkills(
            List.of(
                new TrainedSkill(SKILL, 4, 4, 45_300),
                new TrainedSkill(LATE_SKILL, 0, 0, 0),
                new TrainedSkill(new TypeId(3301), 5, 3, 1L << 50)),
            1L << 51,
            1_000_000),
        NOW);
  }

  private static Mailbox fullMailbox(CharacterId character) {
    return new Mailbox(
        character,
        List.of(
            new MailHeader(
                new MailId(Long.MAX_VALUE),
                Optional.of(new EntityId(1L << 40)),
                Samples.TEXT,
                NOW.plusNanos(789),
                true,
                Set.of(1L, 2L, 4L, 8L, 1L << 40),
                Arrays.stream(MailRecipient.Kind.values())
                    .map(kind -> new MailRecipient(new EntityId(1L << 40), kind))
                    .toList()),
            new MailHeader(new MailId(7), Optional.empty(), "", NOW, false, Set.of(), List.of())),
        false,
        new SeenMails(6, Set.of(new MailId(7), new MailId(9), new MailId(Long.MAX_VALUE))),
        NOW);
  }

  private static MarketOrders fullOrders(CharacterId character) {
    MarketOrder sold =
        new MarketOrder(
            new OrderId(1),
            new TypeId(34),
            new RegionId(10_000_002),
            new LocationId(60_003_760),
            "region",
            false,
            false,
            new BigDecimal("0.010"),
            1,
            0,
            Optional.empty(),
            NOW,
            Duration.ZERO);
    MarketOrder bought =
        new MarketOrder(
            new OrderId(Long.MAX_VALUE),
            new TypeId(1L << 40),
            new RegionId(1L << 40),
            new LocationId(Long.MAX_VALUE),
            Samples.TEXT,
            true,
            true,
            new BigDecimal("12345678901234567890.1234567890"),
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Optional.of(new BigDecimal("1E+3")),
            NOW.plusNanos(789),
            Duration.ofDays(90).plusNanos(1));
    return new MarketOrders(
        character,
        List.of(bought, sold),
        List.of(
            new MissingOrder(withId(sold.withRemaining(1), 2), NOW, false),
            new MissingOrder(withId(bought, 3), NOW.plusSeconds(1), true)),
        Map.of(new OrderId(4), NOW, new OrderId(Long.MAX_VALUE - 1), NOW.plusNanos(789)),
        Optional.of(NOW.plusSeconds(3_600)),
        NOW);
  }

  private static MarketOrder withId(MarketOrder order, long id) {
    return new MarketOrder(
        new OrderId(id),
        order.type(),
        order.region(),
        order.location(),
        order.range(),
        order.buy(),
        order.corporation(),
        order.price(),
        order.volumeTotal(),
        order.volumeRemain(),
        order.escrow(),
        order.issued(),
        order.duration());
  }

  private static IndustryJobs fullJobs(CharacterId character) {
    List<IndustryJob> jobs = new ArrayList<>();
    for (IndustryActivity activity : IndustryActivity.values()) {
      for (IndustryJob.Status status : IndustryJob.Status.values()) {
        int number = jobs.size();
        jobs.add(
            new IndustryJob(
                new IndustryJobId(Long.MAX_VALUE - number),
                activity,
                new TypeId(1L << 40),
                number % 2 == 0 ? Optional.empty() : Optional.of(new TypeId(34)),
                1L << number,
                new LocationId(Long.MAX_VALUE),
                status,
                NOW.plusNanos(789),
                NOW.plusSeconds(number + 1L)));
      }
    }
    return new IndustryJobs(character, jobs, NOW);
  }

  private static Colonies fullColonies(CharacterId character) {
    List<Colony> colonies = new ArrayList<>();
    for (PlanetType type : PlanetType.values()) {
      int number = colonies.size();
      colonies.add(
          new Colony(
              new PlanetId(Long.MAX_VALUE - number),
              type,
              new SolarSystemId(30_000_142),
              number,
              2 * number,
              NOW.plusNanos(789),
              number % 2 == 0
                  ? List.of()
                  : List.of(
                      extractor(Long.MAX_VALUE),
                      new Extractor(
                          new PinId(1), Optional.empty(), Optional.empty(), Optional.empty()))));
    }
    return new Colonies(character, colonies, NOW);
  }

  private static Extractor extractor(long pin) {
    return new Extractor(
        new PinId(pin),
        Optional.of(new TypeId(2_268)),
        Optional.of(NOW),
        Optional.of(NOW.plus(Duration.ofDays(3))));
  }

  private static MailHeader believableMail(long i) {
    return new MailHeader(
        new MailId(380_000_000 + 7 * i),
        Optional.of(new EntityId(2_112_625_428 + i)),
        "Re: Fleet on Saturday, bring a logistics ship " + i,
        NOW.minusSeconds(3_600 * i),
        i % 3 != 0,
        Set.of(1L),
        List.of(
            new MailRecipient(new EntityId(98_000_001), MailRecipient.Kind.CORPORATION),
            new MailRecipient(new EntityId(2_112_625_428), MailRecipient.Kind.CHARACTER)));
  }

  private static MarketOrder believableOrder(long i) {
    boolean buy = i % 4 == 0;
    BigDecimal price = BigDecimal.valueOf(1_234_567 + 7_919 * i, 2);
    return new MarketOrder(
        new OrderId(6_500_000_000L + 13 * i),
        new TypeId(34 + i),
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        buy ? "station" : "region",
        buy,
        false,
        price,
        1_000 + i,
        500 + i,
        buy ? Optional.of(price.multiply(BigDecimal.valueOf(500 + i))) : Optional.empty(),
        NOW.minusSeconds(3_600 * i),
        Duration.ofDays(90));
  }
}
