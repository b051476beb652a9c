package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;

/**
 * Something that happened to a character and that its pilot may want to know. What is equal
 * happened once.
 */
public sealed interface CharacterEvent {

  /** To whom it happened. */
  CharacterId character();

  /** When it happened, as far as EVE tells. */
  Instant occurredAt();

  /**
   * A skill reached a level.
   *
   * @param finishedAt when its training ended according to the queue
   */
  record SkillTrainingCompleted(
      CharacterId character, TypeId skill, SkillLevel level, Instant finishedAt)
      implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return finishedAt;
    }
  }

  /**
   * EVE no longer accepts the character's grant; data stands still until the pilot signs in again.
   *
   * @param since when we learned it
   */
  record ReauthorizationNeeded(CharacterId character, Instant since) implements CharacterEvent {
    @Override
    public Instant occurredAt() {
      return since;
    }
  }
}
