package dev.evenomad.domain.planet;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.PlanetId;
import java.util.List;
import java.util.Optional;

/**
 * A character's colonies as EVE tells them. Implementations are thread-safe and bounded in time.
 */
public interface PlanetSource {

  /**
   * Reads the list of colonies, without their extractors.
   *
   * @param accessToken of a grant with {@code esi-planets.manage_planets.v1}
   * @param known the validator of what is known already; empty to get it in any case
   */
  Fetched<List<Colony>> fetchColonies(
      CharacterId character, Secret accessToken, Optional<ETag> known);

  /**
   * Reads the extractors of one colony, which change only when its pilot opens it.
   *
   * @param accessToken of a grant with {@code esi-planets.manage_planets.v1}
   */
  Fetched<List<Extractor>> fetchExtractors(
      CharacterId character, PlanetId planet, Secret accessToken);
}
