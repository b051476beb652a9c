package dev.evenomad.domain.notification;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One of every event, and more where a text depends on what is in it. */
final class SomeEvents {

  static final CharacterId CHARACTER = new CharacterId(2112000001L);
  static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  static final Instant VISITED = Instant.parse("2026-08-25T18:30:00Z");
  static final TypeId TYPE = new TypeId(34);
  static final EntityId SENDER = new EntityId(95_465_499);
  static final IndustryJob JOB =
      new IndustryJob(
          new IndustryJobId(11),
          IndustryActivity.MANUFACTURING,
          new TypeId(688),
          Optional.of(TYPE),
          10,
          new LocationId(60_003_760),
          IndustryJob.Status.ACTIVE,
          NOW.minusSeconds(600),
          NOW);

  private SomeEvents() {}

  static MarketOrder order(boolean buy, long remain) {
    return new MarketOrder(
        new OrderId(5_630_641_779L),
        TYPE,
        new RegionId(10_000_002),
        new LocationId(60_003_760),
        "region",
        buy,
        false,
        new BigDecimal("4.99"),
        12_000,
        remain,
        Optional.empty(),
        NOW.minus(Duration.ofDays(89)),
        Duration.ofDays(90));
  }

  /** Those that the pilot is alerted about. */
  static List<CharacterEvent> alerting() {
    return List.of(
        new CharacterEvent.SkillTrainingCompleted(CHARACTER, TYPE, new SkillLevel(5), NOW),
        new CharacterEvent.SkillQueueEnding(CHARACTER, NOW, Duration.ofHours(24)),
        new CharacterEvent.SkillQueueEmptied(CHARACTER, NOW),
        new CharacterEvent.MailReceived(
            CHARACTER, new MailId(7), Optional.of(SENDER), "Fleet tonight", NOW),
        new CharacterEvent.MarketOrderFilled(CHARACTER, order(false, 0), 12_000, NOW),
        new CharacterEvent.MarketOrderFilled(CHARACTER, order(true, 0), 12_000, NOW),
        new CharacterEvent.MarketOrderFilled(CHARACTER, order(false, 4_500), 7_500, NOW),
        new CharacterEvent.MarketOrderFilled(CHARACTER, order(true, 4_500), 7_500, NOW),
        new CharacterEvent.MarketOrderExpired(CHARACTER, order(false, 4_500), NOW),
        new CharacterEvent.MarketOrderClosed(CHARACTER, order(false, 4_500), NOW),
        new CharacterEvent.IndustryJobCompleted(CHARACTER, JOB, NOW),
        new CharacterEvent.ExtractorExpired(
            CHARACTER,
            new PlanetId(40_009_082),
            new PinId(1_024_001),
            Optional.of(TYPE),
            VISITED,
            NOW),
        new CharacterEvent.ExtractorEnding(
            CHARACTER,
            new PlanetId(40_009_082),
            new PinId(1_024_001),
            Optional.of(TYPE),
            VISITED,
            NOW,
            Duration.ofHours(2)),
        new CharacterEvent.ReauthorizationNeeded(CHARACTER, NOW));
  }

  /** Those that the pilot did, or that make an alert old news. */
  static List<CharacterEvent> silent() {
    return List.of(
        new CharacterEvent.MarketOrderCancelled(CHARACTER, order(false, 4_500), NOW),
        new CharacterEvent.MailRead(CHARACTER, new MailId(7), NOW.plusSeconds(60)),
        new CharacterEvent.IndustryJobDelivered(CHARACTER, JOB.id(), NOW, NOW.plusSeconds(60)),
        new CharacterEvent.ExtractorRestarted(
            CHARACTER,
            new PlanetId(40_009_082),
            new PinId(1_024_001),
            NOW,
            Optional.of(Duration.ofHours(2)),
            NOW.plusSeconds(60)),
        new CharacterEvent.SkillQueueRefilled(
            CHARACTER, NOW, Optional.of(Duration.ofHours(24)), NOW.plusSeconds(60)));
  }
}
