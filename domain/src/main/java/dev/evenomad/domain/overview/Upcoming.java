package dev.evenomad.domain.overview;

import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.market.OrderId;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Optional;

/** Something whose end is known, and yet to come. */
public sealed interface Upcoming {

  /** When it comes, unless the pilot or somebody else does something before. */
  Instant at();

  /**
   * A training ends.
   *
   * @param level that is reached then
   */
  record SkillFinish(TypeId skill, SkillLevel level, Instant at) implements Upcoming {}

  /** The last training in the queue ends. */
  record QueueEnd(Instant at) implements Upcoming {}

  /**
   * An industry job ends.
   *
   * @param type what comes of it, or else the type of its blueprint
   */
  record JobEnd(IndustryJobId job, TypeId type, Instant at) implements Upcoming {}

  /**
   * An extractor's programme ends.
   *
   * @param product what it extracts; empty if EVE does not say
   */
  record ExtractorEnd(PlanetId planet, PinId pin, Optional<TypeId> product, Instant at)
      implements Upcoming {}

  /**
   * A market order runs out.
   *
   * @param type what it buys or sells
   */
  record OrderExpiry(OrderId order, TypeId type, Instant at) implements Upcoming {}
}
