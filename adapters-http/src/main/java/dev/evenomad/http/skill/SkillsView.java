package dev.evenomad.http.skill;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a character has trained.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param totalPoints all skill points
 * @param unallocatedPoints skill points that are not in any skill
 * @param items sorted by skill
 */
@Serdeable.Serializable
@Schema(name = "Skills")
record SkillsView(
    long characterId,
    @Nullable Instant asOf,
    boolean stale,
    long totalPoints,
    long unallocatedPoints,
    List<TrainedSkillView> items) {

  static SkillsView of(CharacterId character, View<SkillSnapshot> view) {
    TrainedSkills skills = view.snapshot().map(SkillSnapshot::skills).orElse(TrainedSkills.NONE);
    return new SkillsView(
        character.value(),
        view.snapshot().map(SkillSnapshot::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        skills.totalPoints(),
        skills.unallocatedPoints(),
        skills.skills().stream().map(TrainedSkillView::of).toList());
  }

  /**
   * A skill that a character knows.
   *
   * @param skillId EVE's type id of the skill
   * @param trainedLevel 0 to 5
   * @param activeLevel what counts now; lower for an Alpha clone
   * @param points skill points in this skill
   */
  @Serdeable.Serializable
  @Schema(name = "TrainedSkill")
  record TrainedSkillView(long skillId, int trainedLevel, int activeLevel, long points) {

    static TrainedSkillView of(TrainedSkill known) {
      return new TrainedSkillView(
          known.skill().value(), known.trainedLevel(), known.activeLevel(), known.points());
    }
  }
}
