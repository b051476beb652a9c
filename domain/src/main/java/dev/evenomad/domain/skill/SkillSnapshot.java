package dev.evenomad.domain.skill;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Skills and queue of a character as they were read together.
 *
 * @param warnedOf the last end of the queue that was warned of, or came near when it was no news;
 *     empty if there was none
 * @param asOf when ESI last confirmed them
 */
public record SkillSnapshot(
    CharacterId character,
    SkillQueue queue,
    TrainedSkills skills,
    Optional<Instant> warnedOf,
    Instant asOf)
    implements Snapshot {

  /** Skills and queue as they were read: nobody was warned of anything. */
  public SkillSnapshot(
      CharacterId character, SkillQueue queue, TrainedSkills skills, Instant asOf) {
    this(character, queue, skills, Optional.empty(), asOf);
  }

  @Override
  public SkillSnapshot confirmedAt(Instant moment) {
    return new SkillSnapshot(character, queue, skills, warnedOf, moment);
  }

  /** The same data, after that end of the queue was warned of. */
  public SkillSnapshot warnedOf(Optional<Instant> end) {
    return new SkillSnapshot(character, queue, skills, end, asOf);
  }
}
