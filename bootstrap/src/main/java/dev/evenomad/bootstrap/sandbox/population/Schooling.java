package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.QueueEntry;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.game.TrainedSkill;
import dev.evenomad.bootstrap.sandbox.game.TrainingQueue;
import dev.evenomad.bootstrap.sandbox.population.Census.Calling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a pilot has trained and trains. */
final class Schooling {

  /** What every pilot begins with. */
  private static final List<Integer> BASICS =
      List.of(3300, 3301, 3327, 3330, 3392, 3402, 3413, 3416, 3426, 3449, 3450);

  /**
   * Groups of skills: gunnery, missiles, spaceships, armour, shields, engineering, navigation...
   */
  private static final Map<Calling, List<Integer>> GROUPS =
      Map.of(
          Calling.BEGINNER, List.of(255, 257, 1216, 1209),
          Calling.FIGHTER, List.of(255, 256, 257, 273, 275, 1209, 1210, 1213, 1216, 272),
          Calling.MINER, List.of(257, 273, 1218, 1209, 275),
          Calling.MANUFACTURER, List.of(268, 270, 1218, 257),
          Calling.TRADER, List.of(274, 278, 257, 275),
          Calling.SETTLER, List.of(1241, 270, 274, 257),
          Calling.VETERAN,
              List.of(
                  255, 256, 257, 258, 268, 270, 272, 273, 274, 275, 278, 1209, 1210, 1213, 1216,
                  1217, 1218, 1220, 1240, 1241));

  private static final Map<Integer, List<Skill>> SKILLS = byGroup();
  private static final Map<Integer, List<TrainedSkill>> LEVELS = levels();
  private static final int LONGEST_QUEUE = 150;

  private final Dice dice;
  private final Instant now;
  private final Calling calling;
  private final SortedMap<Integer, TrainedSkill> skills = new TreeMap<>();

  /**
   * @param now whole seconds
   */
  Schooling(Dice dice, Calling calling, Instant now) {
    this.dice = dice;
    this.calling = calling;
    this.now = now;
    for (var id : BASICS) {
      var skill = SkillCatalogue.get(id);
      skills.put(skill.id(), at(skill, dice.between(1, 3)));
    }
    var share =
        switch (calling) {
          case BEGINNER -> 0.12;
          case VETERAN -> dice.between(0.6, 0.95);
          default -> dice.between(0.35, 0.8);
        };
    var highest = calling == Calling.BEGINNER ? 3 : Skill.MAX_LEVEL;
    for (var group : GROUPS.getOrDefault(calling, List.of())) {
      for (var skill : SKILLS.getOrDefault(group, List.of())) {
        // Skills that take long are trained by few.
        if (dice.chance(share * (skill.rank() > 6 ? 0.4 : 1))) {
          skills.put(skill.id(), at(skill, Math.min(highest, dice.between(1, 6))));
        }
      }
    }
  }

  /** By type id. */
  SortedMap<Integer, TrainedSkill> skills() {
    return skills;
  }

  /** What is trained; called once, it may add skills that were injected for it. */
  TrainingQueue queue() {
    var kind = dice.below(100);
    if (kind < 18) {
      return TrainingQueue.EMPTY;
    }
    var length =
        kind < 28
            ? dice.between(21, LONGEST_QUEUE)
            : kind < 33 ? dice.between(1, 3) : dice.between(1, 20);
    var entries = new ArrayList<QueueEntry>();
    var reached = new HashMap<Integer, Integer>();
    var pointsPerMinute = dice.pick(List.of(15, 30, 37, 45), 10, 30, 40, 20);
    for (var skill : wanted(length)) {
      var level =
          reached.merge(
              skill.id(),
              skills.getOrDefault(skill.id(), at(skill, 0)).level() + 1,
              (before, one) -> before + 1);
      if (level <= Skill.MAX_LEVEL && entries.size() < length) {
        entries.add(entry(skill, level, pointsPerMinute));
      }
    }
    if (kind < 33) {
      return ranOut(entries);
    }
    return kind < 45 ? paused(entries) : running(entries);
  }

  private List<Skill> wanted(int length) {
    var groups = GROUPS.getOrDefault(calling, List.of());
    var wanted = new ArrayList<Skill>();
    for (var i = 0; i < length * 2; i++) {
      var candidates = SKILLS.getOrDefault(dice.pick(groups), List.of());
      if (!candidates.isEmpty()) {
        wanted.add(dice.pick(candidates));
      }
    }
    return wanted;
  }

  private static QueueEntry entry(Skill skill, int level, int pointsPerMinute) {
    var from = skill.pointsAt(level - 1);
    var to = skill.pointsAt(level);
    var seconds = Math.max(1, (to - from) * 60 / pointsPerMinute);
    return new QueueEntry(
        skill.id(), level, from, to, from, Duration.ofSeconds(seconds), Optional.empty());
  }

  /** Every entry is done, and the pilot has not been there since. */
  private TrainingQueue ranOut(List<QueueEntry> entries) {
    var length =
        entries.stream().map(QueueEntry::trainingTime).reduce(Duration.ZERO, Duration::plus);
    return startingAt(now.minus(length).minus(dice.upTo(Duration.ofDays(40))), entries);
  }

  /** The first entry is being trained. */
  private TrainingQueue running(List<QueueEntry> entries) {
    if (entries.isEmpty()) {
      return TrainingQueue.EMPTY;
    }
    var first = entries.getFirst();
    inject(first);
    // Most logged in within the last days, whatever they train.
    var passed = dice.upTo(first.trainingTime().minusSeconds(1));
    return startingAt(now.minus(passed), entries);
  }

  /**
   * The first entry was being trained when the pilot stopped; the points so far are the skill's.
   */
  private TrainingQueue paused(List<QueueEntry> entries) {
    if (entries.isEmpty()) {
      return TrainingQueue.EMPTY;
    }
    var first = entries.getFirst();
    var gained = dice.between(0L, Math.max(0, first.levelEndSp() - first.levelStartSp() - 1));
    var reached = first.levelStartSp() + gained;
    var left =
        first.trainingTime().toSeconds()
            * (first.levelEndSp() - reached)
            / (first.levelEndSp() - first.levelStartSp());
    var resting = new ArrayList<>(entries);
    resting.set(
        0,
        new QueueEntry(
            first.skillId(),
            first.level(),
            first.levelStartSp(),
            first.levelEndSp(),
            reached,
            Duration.ofSeconds(Math.max(1, left)),
            Optional.empty()));
    skills.put(first.skillId(), new TrainedSkill(first.level() - 1, reached));
    return new TrainingQueue(resting, true);
  }

  private void inject(QueueEntry entry) {
    skills.putIfAbsent(entry.skillId(), at(SkillCatalogue.get(entry.skillId()), 0));
  }

  private TrainingQueue startingAt(Instant start, List<QueueEntry> entries) {
    var timed = new ArrayList<QueueEntry>();
    var next = start;
    for (var entry : entries) {
      timed.add(
          new QueueEntry(
              entry.skillId(),
              entry.level(),
              entry.levelStartSp(),
              entry.levelEndSp(),
              entry.trainingStartSp(),
              entry.trainingTime(),
              Optional.of(next)));
      next = next.plus(entry.trainingTime());
    }
    return timed.isEmpty() ? TrainingQueue.EMPTY : new TrainingQueue(timed, false);
  }

  /** Shared, because a world has millions of them. */
  private static TrainedSkill at(Skill skill, int level) {
    return LEVELS.getOrDefault(skill.id(), List.of()).get(level);
  }

  private static Map<Integer, List<Skill>> byGroup() {
    var found = new HashMap<Integer, List<Skill>>();
    for (var skill : SkillCatalogue.all()) {
      found.computeIfAbsent(skill.groupId(), id -> new ArrayList<>()).add(skill);
    }
    return Collections.unmodifiableMap(found);
  }

  private static Map<Integer, List<TrainedSkill>> levels() {
    var found = new HashMap<Integer, List<TrainedSkill>>();
    for (var skill : SkillCatalogue.all()) {
      var levels = new ArrayList<TrainedSkill>();
      for (var level = 0; level <= Skill.MAX_LEVEL; level++) {
        levels.add(TrainedSkill.at(skill, level));
      }
      found.put(skill.id(), List.copyOf(levels));
    }
    return Collections.unmodifiableMap(found);
  }
}
