package dev.evenomad.testkit.contract;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a pilot has who does a bit of everything: 25 queued skills and 120 trained ones, 50 mails,
 * 20 orders, 10 industry jobs and 6 colonies. For figures; as much as EVE allows is {@link
 * SnapshotSamples#large}.
 */
public final class BusyPilot {

  private BusyPilot() {}

  /** Of each kind, the snapshot that is read at {@code now}: all of it goes on for some time. */
  public static List<Snapshot> snapshots(CharacterId character, Instant now) {
    return List.of(
        new SkillSnapshot(
            character,
            new SkillQueue(IntStream.range(0, 25).mapToObj(i -> training(i, now)).toList()),
            new TrainedSkills(
                IntStream.range(0, 120)
                    .mapToObj(i -> new TrainedSkill(new TypeId(3300 + i), 4, 4, 45_255 + i))
                    .toList(),
                9_000_000,
                0),
            now),
        new Mailbox(
            character,
            LongStream.range(0, 50).mapToObj(i -> mail(i, now)).toList(),
            false,
            new SeenMails(380_000_350, Set.of()),
            now),
        new MarketOrders(
            character,
            LongStream.range(0, 20).mapToObj(i -> order(i, now)).toList(),
            List.of(),
            Map.of(),
            Optional.of(now.plusSeconds(3_600)),
            now),
        new IndustryJobs(
            character, LongStream.range(0, 10).mapToObj(i -> job(i, now)).toList(), now),
        new Colonies(
            character, LongStream.range(0, 6).mapToObj(i -> colony(i, now)).toList(), now));
  }

  private static SkillQueueEntry training(int i, Instant now) {
    return new SkillQueueEntry(
        i,
        new TypeId(3300 + i),
        new SkillLevel(1 + i % 5),
        Optional.of(now.plus(Duration.ofHours(7L * i))),
        Optional.of(now.plus(Duration.ofHours(7L * i + 7))),
        Optional.of(new SkillQueueEntry.Points(45_255, 256_000, 45_300 + i)));
  }

  private static MailHeader mail(long i, Instant now) {
    return new MailHeader(
        new MailId(380_000_000 + 7 * i),
        Optional.of(new EntityId(2_112_625_428 + i)),
        "Re: Fleet on Saturday, bring a logistics ship " + i,
        now.minusSeconds(3_600 * (50 - i)),
        i % 3 != 0,
        Set.of(1L),
        List.of(new MailRecipient(new EntityId(98_000_001), MailRecipient.Kind.CORPORATION)));
  }

  private static MarketOrder order(long i, Instant now) {
    return new MarketOrder(
        new OrderId(6_500_000_000L + 13 * i),
        new TypeId(34 + i),
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        "region",
        false,
        false,
        BigDecimal.valueOf(1_234_567 + 7_919 * i, 2),
        1_000 + i,
        500 + i,
        Optional.empty(),
        now.minusSeconds(3_600 * i),
        Duration.ofDays(90));
  }

  private static IndustryJob job(long i, Instant now) {
    return new IndustryJob(
        new IndustryJobId(540_000_000 + i),
        IndustryActivity.MANUFACTURING,
        new TypeId(1_137 + i),
        Optional.of(new TypeId(2_048 + i)),
        10,
        new LocationId(1_035_466_617_946L),
        IndustryJob.Status.ACTIVE,
        now.minusSeconds(600 * i),
        now.plusSeconds(86_400 + 600 * i));
  }

  private static Colony colony(long i, Instant now) {
    return new Colony(
        new PlanetId(40_023_691 + i),
        PlanetType.BARREN,
        new SolarSystemId(30_000_379),
        5,
        24,
        now.minusSeconds(3_600 * i),
        List.of(extractor(2 * i, now), extractor(2 * i + 1, now)));
  }

  private static Extractor extractor(long i, Instant now) {
    return new Extractor(
        new PinId(1_000_000_017_000L + i),
        Optional.of(new TypeId(2_268)),
        Optional.of(now),
        Optional.of(now.plus(Duration.ofDays(3))));
  }
}
