package dev.evenomad.domain.industry;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A character's industry jobs as EVE tells them. Implementations are thread-safe and bounded in
 * time.
 */
@FunctionalInterface
public interface IndustrySource {

  /**
   * Reads the jobs that are not delivered or cancelled.
   *
   * @param accessToken of a grant with {@code esi-industry.read_character_jobs.v1}
   * @param known the validator of what is known already; empty to get them in any case
   */
  Fetched<List<IndustryJob>> fetchJobs(
      CharacterId character, Secret accessToken, Optional<ETag> known);
}
