package dev.evenomad.application.sync;

import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The truth about a pilot's skill queue: every training is the first level of a skill of its own.
 * As in EVE, what is finished stays in the queue until the pilot logs in.
 */
final class PilotsQueue {

  private final List<Training> trainings = new ArrayList<>();
  private final Map<TypeId, Instant> ended = new LinkedHashMap<>();
  private final List<TrainedSkill> known = new ArrayList<>();
  private boolean paused;
  private long skills;

  void append(Duration length, Instant now) {
    insert(trainings.size(), length, now);
  }

  void putFirst(Duration length, Instant now) {
    settle(now);
    insert((int) trainings.stream().filter(training -> training.over).count(), length, now);
  }

  void takeOutTheLast(Instant now) {
    settle(now);
    if (!trainings.isEmpty() && !trainings.getLast().over) {
      trainings.removeLast();
    }
  }

  void pause(Instant now) {
    settle(now);
    paused = true;
    schedule(now);
  }

  void resume(Instant now) {
    settle(now);
    paused = false;
    schedule(now);
  }

  /** What is finished leaves the queue, and the skill has its level. */
  void logIn(Instant now) {
    settle(now);
    trainings.stream()
        .filter(training -> training.over)
        .forEach(training -> known.add(new TrainedSkill(training.skill, 1, 1, 250)));
    trainings.removeIf(training -> training.over);
  }

  /** When each training really ended, up to {@code now}. */
  Map<TypeId, Instant> endedUntil(Instant now) {
    settle(now);
    return Map.copyOf(ended);
  }

  SkillQueue queue() {
    List<SkillQueueEntry> entries = new ArrayList<>();
    for (Training training : trainings) {
      entries.add(
          new SkillQueueEntry(
              entries.size(),
              training.skill,
              new SkillLevel(1),
              training.start,
              training.finish,
              Optional.empty()));
    }
    return new SkillQueue(entries);
  }

  TrainedSkills skills() {
    return new TrainedSkills(known, 250L * known.size(), 0);
  }

  private void insert(int position, Duration length, Instant now) {
    settle(now);
    skills++;
    trainings.add(position, new Training(new TypeId(skills), length));
    schedule(now);
  }

  private void settle(Instant now) {
    for (Training training : trainings) {
      training.finish.ifPresent(finish -> training.goOn(finish, now));
      if (training.over) {
        training.finish.ifPresent(finish -> ended.putIfAbsent(training.skill, finish));
      }
    }
  }

  private void schedule(Instant now) {
    Instant next = now;
    for (Training training : trainings) {
      if (!training.over) {
        training.start = paused ? Optional.empty() : Optional.of(next);
        training.finish = training.start.map(start -> start.plus(training.left));
        next = training.finish.orElse(next);
      }
    }
  }

  private static final class Training {
    private final TypeId skill;
    private Duration left;
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> finish = Optional.empty();
    private boolean over;

    private Training(TypeId skill, Duration left) {
      this.skill = skill;
      this.left = left;
    }

    private void goOn(Instant end, Instant now) {
      over = !end.isAfter(now);
      if (start.filter(begun -> begun.isBefore(now)).isPresent() && !over) {
        left = Duration.between(now, end);
      }
    }
  }
}
