package dev.evenomad.application.sync;

import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SkillDetection;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Queue and skills, read as one. */
final class SkillFeed implements Feed<SkillSnapshot, SkillSnapshot> {

  private static final String QUEUE = "queue";
  private static final String SKILLS = "skills";

  private final SkillSource source;
  private final Clock clock;

  /** Over this port. */
  SkillFeed(SkillSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public SyncKind kind() {
    return SyncKind.SKILLS;
  }

  @Override
  public Class<SkillSnapshot> snapshots() {
    return SkillSnapshot.class;
  }

  @Override
  public Detection<SkillSnapshot, SkillSnapshot> detection(LeadTimes leadTimes) {
    return new SkillDetection(leadTimes.queueEnding());
  }

  @Override
  public Reading<SkillSnapshot> read(Question<SkillSnapshot> question) {
    return Reading.of(
            source.fetchQueue(question.character(), question.token(), question.etag(QUEUE)),
            QUEUE,
            question.known().map(SkillSnapshot::queue),
            question)
        .then(
            queue ->
                Reading.of(
                        source.fetchSkills(
                            question.character(), question.token(), question.etag(SKILLS)),
                        SKILLS,
                        question.known().map(SkillSnapshot::skills),
                        question)
                    .then(
                        skills ->
                            queue.and(
                                skills,
                                (entries, trained) ->
                                    new SkillSnapshot(
                                        question.character(), entries, trained, clock.instant()))));
  }

  @Override
  public Set<TypeId> types(SkillSnapshot snapshot) {
    return snapshot.queue().entries().stream()
        .map(SkillQueueEntry::skill)
        .collect(Collectors.toSet());
  }
}
