package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a snapshot of skills looks like as JSON, times as ISO 8601. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SkillDocument(
    List<Entry> queue,
    List<Skill> skills,
    long totalPoints,
    long unallocatedPoints,
    @Nullable String warnedOf)
    implements SnapshotForm.Document<SkillSnapshot> {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      int position,
      long skill,
      int level,
      @Nullable String startsAt,
      @Nullable String finishesAt,
      @Nullable Points points) {

    static Entry of(SkillQueueEntry entry) {
      return new Entry(
          entry.position(),
          entry.skill().value(),
          entry.level().value(),
          entry.startsAt().map(Instant::toString).orElse(null),
          entry.finishesAt().map(Instant::toString).orElse(null),
          entry.points().map(Points::of).orElse(null));
    }

    SkillQueueEntry toDomain() {
      return new SkillQueueEntry(
          position,
          new TypeId(skill),
          new SkillLevel(level),
          Optional.ofNullable(startsAt).map(Instant::parse),
          Optional.ofNullable(finishesAt).map(Instant::parse),
          Optional.ofNullable(points).map(Points::toDomain));
    }
  }

  record Points(long levelStart, long levelEnd, long trainingStart) {

    static Points of(SkillQueueEntry.Points points) {
      return new Points(points.levelStart(), points.levelEnd(), points.trainingStart());
    }

    SkillQueueEntry.Points toDomain() {
      return new SkillQueueEntry.Points(levelStart, levelEnd, trainingStart);
    }
  }

  record Skill(long skill, int trainedLevel, int activeLevel, long points) {

    static Skill of(TrainedSkill known) {
      return new Skill(
          known.skill().value(), known.trainedLevel(), known.activeLevel(), known.points());
    }

    TrainedSkill toDomain() {
      return new TrainedSkill(new TypeId(skill), trainedLevel, activeLevel, points);
    }
  }

  static SkillDocument of(SkillSnapshot snapshot) {
    return new SkillDocument(
        snapshot.queue().entries().stream().map(Entry::of).toList(),
        snapshot.skills().skills().stream().map(Skill::of).toList(),
        snapshot.skills().totalPoints(),
        snapshot.skills().unallocatedPoints(),
        snapshot.warnedOf().map(Instant::toString).orElse(null));
  }

  @Override
  public SkillSnapshot toSnapshot(CharacterId character, Instant asOf) {
    return new SkillSnapshot(
        character,
        new SkillQueue(queue.stream().map(Entry::toDomain).toList()),
        new TrainedSkills(
            skills.stream().map(Skill::toDomain).toList(), totalPoints, unallocatedPoints),
        Optional.ofNullable(warnedOf).map(Instant::parse),
        asOf);
  }
}
