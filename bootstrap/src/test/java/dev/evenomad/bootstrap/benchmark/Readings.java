package dev.evenomad.bootstrap.benchmark;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a pilot who has played for long looks like. */
final class Readings {

  static final CharacterId PILOT = new CharacterId(2_112_000_001L);
  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static final int SKILLS = 400;
  private static final int QUEUED = 50;
  private static final int ORDERS = 150;
  private static final Duration TRAINING = Duration.ofHours(7);

  private Readings() {}

  /** 400 trained skills, and 50 queued ones, the first of which ends after seven hours. */
  static SkillSnapshot skills() {
    List<SkillQueueEntry> queue =
        IntStream.range(0, QUEUED)
            .mapToObj(
                i ->
                    new SkillQueueEntry(
                        i,
                        new TypeId(3_300 + i),
                        new SkillLevel(5),
                        Optional.of(NOON.plus(TRAINING.multipliedBy(i))),
                        Optional.of(NOON.plus(TRAINING.multipliedBy(i + 1L))),
                        Optional.empty()))
            .toList();
    List<TrainedSkill> trained =
        IntStream.range(0, SKILLS)
            .mapToObj(i -> new TrainedSkill(new TypeId(3_300 + i), 4, 4, 45_255))
            .toList();
    return new SkillSnapshot(
        PILOT, new SkillQueue(queue), new TrainedSkills(trained, SKILLS * 45_255L, 0), NOON);
  }

  /** 150 open orders, the first of which has lost so many units. */
  static OrdersReading orders(long sold, Instant readAt) {
    List<MarketOrder> open =
        IntStream.range(0, ORDERS)
            .mapToObj(
                i ->
                    new MarketOrder(
                        new OrderId(6_000_000_000L + i),
                        new TypeId(34 + i),
                        new RegionId(10_000_002),
                        new LocationId(60_003_760),
                        "station",
                        false,
                        false,
                        BigDecimal.valueOf(405, 2),
                        1_000,
                        i == 0 ? 1_000 - sold : 1_000,
                        Optional.empty(),
                        NOON.minus(Duration.ofDays(3)),
                        Duration.ofDays(90)))
            .toList();
    return new OrdersReading(PILOT, open, Optional.empty(), readAt);
  }
}
