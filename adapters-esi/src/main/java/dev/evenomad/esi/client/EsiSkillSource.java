package dev.evenomad.esi.client;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import java.util.Optional;

/** Skills and queue from ESI. Thread-safe. */
final class EsiSkillSource implements SkillSource {

  private final EsiClient esi;

  EsiSkillSource(EsiClient esi) {
    this.esi = esi;
  }

  @Override
  public Fetched<SkillQueue> fetchQueue(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.SKILL_QUEUE, character, accessToken, known),
        payload -> new SkillQueue(payload.items(EsiSkillSource::entry)));
  }

  @Override
  public Fetched<TrainedSkills> fetchSkills(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.SKILLS, character, accessToken, known),
        payload ->
            new TrainedSkills(
                payload.items("skills", EsiSkillSource::skill),
                payload.number("total_sp"),
                payload.optionalNumber("unallocated_sp").orElse(0L)));
  }

  private static SkillQueueEntry entry(Payload entry) {
    return new SkillQueueEntry(
        entry.smallNumber("queue_position"),
        new TypeId(entry.number("skill_id")),
        new SkillLevel(entry.smallNumber("finished_level")),
        entry.optionalTime("start_date"),
        entry.optionalTime("finish_date"),
        points(entry));
  }

  private static Optional<SkillQueueEntry.Points> points(Payload entry) {
    Optional<Long> end = entry.optionalNumber("level_end_sp");
    return entry
        .optionalNumber("level_start_sp")
        .filter(start -> end.isPresent())
        .map(
            start ->
                new SkillQueueEntry.Points(
                    start, end.get(), entry.optionalNumber("training_start_sp").orElse(start)));
  }

  private static TrainedSkill skill(Payload skill) {
    return new TrainedSkill(
        new TypeId(skill.number("skill_id")),
        skill.smallNumber("trained_skill_level"),
        skill.smallNumber("active_skill_level"),
        skill.number("skillpoints_in_skill"));
  }
}
