package dev.evenomad.http.overview;

import dev.evenomad.domain.overview.Upcoming;
import dev.evenomad.domain.universe.TypeId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that ends at a known time, unless somebody does something before.
 *
 * @param kind what ends: a training, the skill queue, an industry job, an extractor's programme, a
 *     market order's time
 * @param at when
 * @param typeId EVE's type id of what it is about: the skill, what the job makes or else its
 *     blueprint, what is extracted, what the order trades; null if EVE does not say, and for the
 *     end of the queue
 * @param level the level of the skill; null for all but trainings
 * @param jobId EVE's id of the industry job; null for all others
 * @param planetId EVE's id of the extractor's planet; null for all others
 * @param orderId EVE's id of the market order; null for all others
 */
@Serdeable.Serializable
@Schema(name = "Upcoming")
record UpcomingView(
    @Schema(ref = "#/components/schemas/UpcomingKind") String kind,
    Instant at,
    @Nullable Long typeId,
    @Nullable Integer level,
    @Nullable Long jobId,
    @Nullable Long planetId,
    @Nullable Long orderId) {

  static UpcomingView of(Upcoming end) {
    return switch (end) {
      case Upcoming.SkillFinish skill ->
          new UpcomingView(
              "skill_finish",
              skill.at(),
              skill.skill().value(),
              skill.level().value(),
              null,
              null,
              null);
      case Upcoming.QueueEnd queue ->
          new UpcomingView("skill_queue_end", queue.at(), null, null, null, null, null);
      case Upcoming.JobEnd job ->
          new UpcomingView(
              "industry_job_end",
              job.at(),
              job.type().value(),
              null,
              job.job().value(),
              null,
              null);
      case Upcoming.ExtractorEnd extractor ->
          new UpcomingView(
              "extractor_end",
              extractor.at(),
              extractor.product().map(TypeId::value).orElse(null),
              null,
              null,
              extractor.planet().value(),
              null);
      case Upcoming.OrderExpiry order ->
          new UpcomingView(
              "market_order_expiry",
              order.at(),
              order.type().value(),
              null,
              null,
              null,
              order.order().value());
    };
  }
}
