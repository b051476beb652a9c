package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pilot and the truth about the skill queue, to the minute. As in EVE, training goes on without
 * the pilot, but what is finished leaves the queue for the skills only when the pilot logs in.
 */
final class TrainingPilot {

  private static final Duration PER_LEVEL = Duration.ofMinutes(7);

  private final Map<TypeId, Integer> levels = new HashMap<>();
  private final List<Training> queue = new ArrayList<>();
  private final Map<Training, Duration> remaining = new HashMap<>();
  private final Map<Training, Instant> applied = new LinkedHashMap<>();
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");
  private Optional<Instant> runningSince = Optional.of(now);

  /** One level of one skill. */
  record Training(TypeId skill, int level) {}

  Instant now() {
    return now;
  }

  void spend(Duration time) {
    now = now.plus(time);
  }

  void logIn() {
    Map<Training, Instant> finishes = finishes();
    for (Training training : List.copyOf(queue)) {
      Optional<Instant> finish = Optional.ofNullable(finishes.get(training));
      if (finish.filter(end -> !end.isAfter(now)).isPresent()) {
        queue.remove(training);
        levels.put(training.skill, training.level);
        applied.put(training, finish.orElseThrow());
      } else if (finish.isPresent()) {
        Duration left = Duration.between(now, finish.get());
        remaining.merge(training, left, (before, after) -> min(before, after));
      }
    }
    runningSince = runningSince.map(since -> now);
  }

  /** Puts the next level of that skill at the end of the queue. */
  void queue(int number) {
    logIn();
    TypeId skill = new TypeId(3300L + number);
    int level =
        queue.stream()
                .filter(training -> training.skill.equals(skill))
                .mapToInt(Training::level)
                .max()
                .orElse(levels.getOrDefault(skill, 0))
            + 1;
    if (level <= 5) {
      Training training = new Training(skill, level);
      queue.add(training);
      remaining.putIfAbsent(training, PER_LEVEL.multipliedBy(level));
    }
  }

  void takeOutTheLast() {
    logIn();
    if (!queue.isEmpty()) {
      queue.remove(queue.size() - 1);
    }
  }

  void pause() {
    logIn();
    runningSince = Optional.empty();
  }

  void resume() {
    logIn();
    runningSince = Optional.of(now);
  }

  /** What was truly completed, and when. */
  Map<Training, Instant> completed() {
    Map<Training, Instant> completed = new LinkedHashMap<>(applied);
    finishes()
        .forEach(
            (training, finish) -> {
              if (!finish.isAfter(now)) {
                completed.put(training, finish);
              }
            });
    return completed;
  }

  /** What EVE tells, with finish times that are wrong by so many seconds. */
  SkillSnapshot snapshot(int shift) {
    Map<Training, Instant> finishes = finishes();
    List<SkillQueueEntry> entries = new ArrayList<>();
    for (Training training : queue) {
      Optional<Instant> finish =
          Optional.ofNullable(finishes.get(training)).map(end -> end.plusSeconds(shift));
      entries.add(
          new SkillQueueEntry(
              entries.size(),
              training.skill,
              new SkillLevel(training.level),
              finish.map(end -> end.minus(left(training))),
              finish,
              Optional.empty()));
    }
    List<TrainedSkill> skills =
        levels.entrySet().stream()
            .map(known -> new TrainedSkill(known.getKey(), known.getValue(), known.getValue(), 0))
            .toList();
    return new SkillSnapshot(
        new CharacterId(1), new SkillQueue(entries), new TrainedSkills(skills, 0, 0), now);
  }

  /** When each queued training ends; empty while the queue is paused. */
  private Map<Training, Instant> finishes() {
    Map<Training, Instant> finishes = new HashMap<>();
    if (runningSince.isPresent()) {
      Instant end = runningSince.get();
      for (Training training : queue) {
        end = end.plus(left(training));
        finishes.put(training, end);
      }
    }
    return finishes;
  }

  private Duration left(Training training) {
    return remaining.getOrDefault(training, PER_LEVEL);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
