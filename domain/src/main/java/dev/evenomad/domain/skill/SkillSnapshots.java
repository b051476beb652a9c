package dev.evenomad.domain.skill;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import java.util.Optional;

/**
 * The last snapshot of each character's skills. Durable, and no cache: what is lost here would be
 * events lost or invented. Implementations are thread-safe and join transactions.
 */
public interface SkillSnapshots {

  /** The last snapshot; empty before the first one. */
  Optional<SkillSnapshot> find(CharacterId character);

  /**
   * Puts the snapshot in place of the one before.
   *
   * @throws ConflictException at the latest when the transaction commits, if the character is not
   *     linked
   */
  void put(SkillSnapshot snapshot);
}
