package dev.evenomad.domain.skill;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import java.util.Optional;

/** Skills and queue as EVE tells them. Implementations are thread-safe and bounded in time. */
public interface SkillSource {

  /**
   * Reads the skill queue.
   *
   * @param accessToken of a grant with {@code esi-skills.read_skillqueue.v1}
   * @param known the validator of what is known already; empty to get it in any case
   */
  Fetched<SkillQueue> fetchQueue(CharacterId character, Secret accessToken, Optional<ETag> known);

  /**
   * Reads the trained skills.
   *
   * @param accessToken of a grant with {@code esi-skills.read_skills.v1}
   * @param known the validator of what is known already; empty to get it in any case
   */
  Fetched<TrainedSkills> fetchSkills(
      CharacterId character, Secret accessToken, Optional<ETag> known);
}
