package dev.evenomad.domain.skill;

import dev.evenomad.domain.universe.TypeId;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that a character has trained. EVE applies a finished training only when the pilot logs
 * in, so the queue may be ahead of it.
 *
 * @param skills sorted by skill id; no skill twice
 * @param totalPoints not negative
 * @param unallocatedPoints not negative
 */
public record TrainedSkills(List<TrainedSkill> skills, long totalPoints, long unallocatedPoints) {

  /** A character that knows nothing. */
  public static final TrainedSkills NONE = new TrainedSkills(List.of(), 0, 0);

  public TrainedSkills {
    skills =
        skills.stream().sorted(Comparator.comparingLong(known -> known.skill().value())).toList();
    if (skills.stream().map(TrainedSkill::skill).distinct().count() != skills.size()) {
      throw new IllegalArgumentException("no skill is trained twice");
    }
    if (totalPoints < 0 || unallocatedPoints < 0) {
      throw new IllegalArgumentException("skill points are not negative");
    }
  }

  /** The level that {@code skill} is trained to; 0 if it is not known. */
  public int levelOf(TypeId skill) {
    return skills.stream()
        .filter(known -> known.skill().equals(skill))
        .mapToInt(TrainedSkill::trainedLevel)
        .findFirst()
        .orElse(0);
  }
}
