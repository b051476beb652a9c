package dev.evenomad.http.skill;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a character trains.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param paused whether something is queued but nothing is trained
 * @param endsAt when the last training ends; null if the queue is empty or paused
 * @param items in the order of training; those that ended in the past stay until the pilot logs in
 */
@Serdeable.Serializable
@Schema(name = "SkillQueue")
record SkillQueueView(
    long characterId,
    @Nullable Instant asOf,
    boolean stale,
    boolean paused,
    @Nullable Instant endsAt,
    List<EntryView> items) {

  static SkillQueueView of(CharacterId character, View<SkillSnapshot> view) {
    SkillQueue queue = view.snapshot().map(SkillSnapshot::queue).orElse(SkillQueue.EMPTY);
    return new SkillQueueView(
        character.value(),
        view.snapshot().map(SkillSnapshot::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        queue.paused(),
        queue.endsAt().orElse(null),
        queue.entries().stream().map(EntryView::of).toList());
  }

  /**
   * One skill level in the queue.
   *
   * @param position orders the queue; there may be gaps
   * @param skillId EVE's type id of the skill
   * @param level the level that is trained, 1 to 5
   * @param startsAt null while the queue is paused
   * @param finishesAt null while the queue is paused
   * @param points the skill points that it is about; null if EVE does not tell
   */
  @Serdeable.Serializable
  @Schema(name = "SkillQueueEntry")
  record EntryView(
      int position,
      long skillId,
      int level,
      @Nullable Instant startsAt,
      @Nullable Instant finishesAt,
      @Nullable PointsView points) {

    static EntryView of(SkillQueueEntry entry) {
      return new EntryView(
          entry.position(),
          entry.skill().value(),
          entry.level().value(),
          entry.startsAt().orElse(null),
          entry.finishesAt().orElse(null),
          entry.points().map(PointsView::of).orElse(null));
    }
  }

  /**
   * Skill points of one level.
   *
   * @param levelStart at the start of the level
   * @param levelEnd at its end
   * @param trainingStart when this training began
   */
  @Serdeable.Serializable
  @Schema(name = "SkillPoints")
  record PointsView(long levelStart, long levelEnd, long trainingStart) {

    static PointsView of(SkillQueueEntry.Points points) {
      return new PointsView(points.levelStart(), points.levelEnd(), points.trainingStart());
    }
  }
}
