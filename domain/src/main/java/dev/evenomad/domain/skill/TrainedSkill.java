package dev.evenomad.domain.skill;

import dev.evenomad.domain.universe.TypeId;

/**
 * A skill that a character knows.
 *
 * @param trainedLevel 0 to 5
 * @param activeLevel 0 to 5: what counts now; lower for an Alpha clone
 * @param points skill points in this skill, not negative
 */
public record TrainedSkill(TypeId skill, int trainedLevel, int activeLevel, long points) {
  public TrainedSkill {
    if (trainedLevel < 0 || trainedLevel > 5 || activeLevel < 0 || activeLevel > 5) {
      throw new IllegalArgumentException("a trained level is 0 to 5");
    }
    if (points < 0) {
      throw new IllegalArgumentException("skill points are not negative");
    }
  }
}
