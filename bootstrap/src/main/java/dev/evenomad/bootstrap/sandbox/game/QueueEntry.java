package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One level of one skill in a training queue.
 *
 * @param skillId type id
 * @param level the level being trained, 1 to 5
 * @param levelStartSp skill points held before this level
 * @param levelEndSp skill points held once it is trained
 * @param trainingStartSp skill points held when training (last) began
 * @param trainingTime from {@code trainingStartSp} to {@code levelEndSp}, whole seconds
 * @param start whole seconds; empty while the queue is paused
 */
public record QueueEntry(
    int skillId,
    int level,
    long levelStartSp,
    long levelEndSp,
    long trainingStartSp,
    Duration trainingTime,
    Optional<Instant> start) {

  public QueueEntry {
    if (level < 1 || level > Skill.MAX_LEVEL) {
      throw new IllegalArgumentException("level must be 1 to 5, was " + level);
    }
    if (trainingTime.isNegative()) {
      throw new IllegalArgumentException("training time is negative: " + trainingTime);
    }
  }

  /** When the level is trained; empty while the queue is paused. */
  public Optional<Instant> finish() {
    return start.map(begun -> begun.plus(trainingTime));
  }

  boolean isFinishedAt(Instant now) {
    return finish().filter(end -> !end.isAfter(now)).isPresent();
  }

  QueueEntry startingAt(Instant newStart) {
    return with(trainingStartSp, trainingTime, Optional.of(newStart));
  }

  QueueEntry finishingAt(Instant newFinish) {
    return start
        .map(begun -> with(trainingStartSp, Duration.between(begun, newFinish), start))
        .orElse(this);
  }

  /** This entry at rest, keeping what was trained until {@code now}. */
  QueueEntry stoppedAt(Instant now) {
    var elapsed =
        start
            .filter(begun -> begun.isBefore(now))
            .map(begun -> Duration.between(begun, now).toSeconds())
            .orElse(0L);
    var total = Math.max(1, trainingTime.toSeconds());
    var gained = (levelEndSp - trainingStartSp) * elapsed / total;
    return with(trainingStartSp + gained, trainingTime.minusSeconds(elapsed), Optional.empty());
  }

  private QueueEntry with(long startSp, Duration time, Optional<Instant> newStart) {
    return new QueueEntry(skillId, level, levelStartSp, levelEndSp, startSp, time, newStart);
  }
}
