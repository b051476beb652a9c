package dev.evenomad.bootstrap.sandbox.game;

import java.time.Instant;
import java.util.Optional;

/**
 * What everybody can see of a character.
 *
 * @param name unique in the world
 * @param corporationId corporation the pilot is in
 * @param allianceId alliance of that corporation, if any
 * @param birthday when the character was created
 * @param biomassed whether the character has been deleted
 */
public record Profile(
    String name,
    long corporationId,
    Optional<Long> allianceId,
    Instant birthday,
    boolean biomassed) {

  Profile with(PilotChange change) {
    return new Profile(
        change.name().orElse(name),
        change.corporationId().orElse(corporationId),
        change.allianceId().isPresent() ? change.allianceId().filter(id -> id != 0) : allianceId,
        birthday,
        change.biomassed().orElse(biomassed));
  }
}
