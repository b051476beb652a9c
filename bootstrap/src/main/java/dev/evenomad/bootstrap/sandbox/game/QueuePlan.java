package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns what somebody wants trained into a queue the game could have: known skills, rising levels,
 * no gaps, whole seconds. Levels below the planned ones count as trained.
 */
final class QueuePlan {

  private static final int MAX_ENTRIES = 150;
  private static final long POINTS_PER_MINUTE = 30;

  private final Instant now;
  private final Map<Integer, TrainedSkill> skills;
  private final Map<Integer, Integer> reached = new TreeMap<>();
  private final List<QueueEntry> entries = new ArrayList<>();
  private Optional<Instant> previousEnd = Optional.empty();

  /**
   * @param skills what the pilot has trained
   */
  QueuePlan(Instant now, Map<Integer, TrainedSkill> skills) {
    this.now = now;
    this.skills = new TreeMap<>(skills);
    this.skills.forEach((id, skill) -> reached.put(id, skill.level()));
  }

  void add(PlannedTraining planned) {
    if (entries.size() == MAX_ENTRIES) {
      throw Refusal.invalid(
          "a training queue holds 150 entries at most", "leave some of the entries out");
    }
    var skill = SkillCatalogue.get(planned.skillId());
    var level = planned.level();
    if (level < 1 || level > Skill.MAX_LEVEL) {
      throw Refusal.invalid(
          "level " + level + " of " + skill.name() + " does not exist", "use a level from 1 to 5");
    }
    var trained = reached.getOrDefault(skill.id(), 0);
    if (level <= trained) {
      throw Refusal.invalid(
          skill.name() + " is trained or queued to level " + trained + " already",
          trained == Skill.MAX_LEVEL
              ? "queue another skill"
              : "use a level from " + (trained + 1) + " to 5");
    }
    if (level > trained + 1) {
      skills.put(skill.id(), TrainedSkill.at(skill, level - 1));
    }
    reached.put(skill.id(), level);
    entries.add(entry(planned, skill));
  }

  private QueueEntry entry(PlannedTraining planned, Skill skill) {
    var level = planned.level();
    var levelStart = skill.pointsAt(level - 1);
    var levelEnd = skill.pointsAt(level);
    var held = skills.getOrDefault(skill.id(), new TrainedSkill(0, 0));
    var startSp = held.level() == level - 1 ? Math.max(levelStart, held.skillPoints()) : levelStart;
    var nominal = Duration.ofSeconds(Math.max(1, (levelEnd - startSp) * 60 / POINTS_PER_MINUTE));

    var end = planned.finishesIn().map(this::endIn);
    var start =
        previousEnd.orElseGet(
            () ->
                end.filter(done -> !done.isAfter(second()))
                    .map(done -> done.minus(nominal))
                    .orElseGet(this::second));
    if (end.filter(done -> done.isBefore(start)).isPresent()) {
      throw Refusal.invalid(
          skill.name() + " " + level + " would finish before the entry in front of it",
          "let finishesIn grow from entry to entry");
    }
    var time =
        end.map(done -> Duration.between(start, done))
            .or(() -> planned.duration().map(QueuePlan::wholeSeconds))
            .orElse(nominal);
    previousEnd = Optional.of(start.plus(time));
    return new QueueEntry(
        skill.id(), level, levelStart, levelEnd, startSp, time, Optional.of(start));
  }

  /** The queue, running. */
  TrainingQueue queue() {
    return new TrainingQueue(entries, false);
  }

  /** The pilot's skills with the levels that the queue takes for granted. */
  Map<Integer, TrainedSkill> skills() {
    return skills;
  }

  private Instant second() {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant endIn(Duration time) {
    return endAfter(now, time);
  }

  /** The whole second at which something ends that ends {@code time} from now. */
  static Instant endAfter(Instant now, Duration time) {
    var exact = now.plus(time);
    var second = exact.truncatedTo(ChronoUnit.SECONDS);
    return time.isPositive() && second.isBefore(exact) ? second.plusSeconds(1) : second;
  }

  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
  }
}
