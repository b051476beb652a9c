package dev.evenomad.domain.skill;

import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Optional;

/**
 * One skill level in the queue.
 *
 * @param position orders the queue; not negative, not necessarily without gaps
 * @param startsAt absent while the queue is paused
 * @param finishesAt absent while the queue is paused; in the past once the level is done and the
 *     pilot has not logged in since
 * @param points the skill points this level is about; absent if ESI left them out
 */
public record SkillQueueEntry(
    int position,
    TypeId skill,
    SkillLevel level,
    Optional<Instant> startsAt,
    Optional<Instant> finishesAt,
    Optional<Points> points) {

  public SkillQueueEntry {
    if (position < 0) {
      throw new IllegalArgumentException("a queue position is not negative, was " + position);
    }
    if (startsAt.isPresent()
        && finishesAt.isPresent()
        && finishesAt.get().isBefore(startsAt.get())) {
      throw new IllegalArgumentException(
          "training of " + skill + " cannot finish before it starts");
    }
  }

  /** Whether this is the same skill and level as {@code other}, wherever in the queue. */
  public boolean sameTraining(SkillQueueEntry other) {
    return skill.equals(other.skill) && level.equals(other.level);
  }

  /** The same training at those times. */
  public SkillQueueEntry at(Optional<Instant> newStart, Optional<Instant> newFinish) {
    return new SkillQueueEntry(position, skill, level, newStart, newFinish, points);
  }

  /**
   * Skill points of one level.
   *
   * @param levelStart at the start of the level
   * @param levelEnd at its end; not less than {@code levelStart}
   * @param trainingStart held when this entry began
   */
  public record Points(long levelStart, long levelEnd, long trainingStart) {
    public Points {
      if (levelStart < 0 || levelEnd < levelStart || trainingStart < 0) {
        throw new IllegalArgumentException("skill points are not negative and grow with the level");
      }
    }
  }
}
