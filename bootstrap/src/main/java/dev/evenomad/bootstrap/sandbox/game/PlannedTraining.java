package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.util.Optional;

/**
 * An entry somebody wants in a training queue. Without a duration and an end the time follows from
 * the skill points, at 30 a minute.
 *
 * @param skillId type id of a skill in {@link SkillCatalogue}
 * @param level 1 to 5, above what the pilot has trained
 * @param duration how long it trains, at least a second
 * @param finishesIn from now until it is trained; zero or negative for one that is done already
 */
public record PlannedTraining(
    int skillId, int level, Optional<Duration> duration, Optional<Duration> finishesIn) {

  public PlannedTraining {
    if (duration.isPresent() && finishesIn.isPresent()) {
      throw Refusal.invalid(
          "the entry for skill " + skillId + " has a duration and an end", "give one of the two");
    }
    if (duration.filter(time -> time.toSeconds() < 1).isPresent()) {
      throw Refusal.invalid(
          "the entry for skill " + skillId + " lasts less than a second",
          "give a duration of a second or more, or finishesIn for one that is done already");
    }
  }

  /** Trains for {@code duration}, beginning when the entry before it ends. */
  public static PlannedTraining lasting(int skillId, int level, Duration duration) {
    return new PlannedTraining(skillId, level, Optional.of(duration), Optional.empty());
  }

  /** Ends {@code finishesIn} from now. */
  public static PlannedTraining finishingIn(int skillId, int level, Duration finishesIn) {
    return new PlannedTraining(skillId, level, Optional.empty(), Optional.of(finishesIn));
  }

  /** Takes as long as its skill points need. */
  public static PlannedTraining of(int skillId, int level) {
    return new PlannedTraining(skillId, level, Optional.empty(), Optional.empty());
  }
}
