package dev.evenomad.domain.skill;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;

/**
 * Skills and queue of a character as they were read together.
 *
 * @param asOf when ESI last confirmed them
 */
public record SkillSnapshot(
    CharacterId character, SkillQueue queue, TrainedSkills skills, Instant asOf)
    implements Snapshot {

  /** The same data, confirmed once more. */
  public SkillSnapshot confirmedAt(Instant now) {
    return new SkillSnapshot(character, queue, skills, now);
  }
}
