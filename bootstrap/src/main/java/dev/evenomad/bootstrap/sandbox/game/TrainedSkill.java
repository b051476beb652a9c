package dev.evenomad.bootstrap.sandbox.game;

/**
 * What a pilot has of one skill.
 *
 * @param level trained level, 0 to 5; 0 for a skill that is injected but not trained
 * @param skillPoints points in this skill, those of a started level included
 */
public record TrainedSkill(int level, long skillPoints) {

  public TrainedSkill {
    if (level < 0 || level > Skill.MAX_LEVEL || skillPoints < 0) {
      throw new IllegalArgumentException("level " + level + ", skill points " + skillPoints);
    }
  }

  /** {@code skill} trained to exactly {@code level}. */
  public static TrainedSkill at(Skill skill, int level) {
    return new TrainedSkill(level, skill.pointsAt(level));
  }
}
