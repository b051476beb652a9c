package dev.evenomad.bootstrap.sandbox.game;

import java.util.Map;
import java.util.Optional;

/**
 * A character to create. What is left out is chosen by the world.
 *
 * @param name 3 to 37 characters
 * @param characterId an id EVE could give; otherwise the next free one from 2112000001
 * @param account the owning account; otherwise one of the pilot's own
 * @param corporationId otherwise 98100001
 * @param allianceId otherwise none
 * @param skillLevels level by type id; otherwise a beginner's skills
 */
public record NewPilot(
    String name,
    Optional<Long> characterId,
    Optional<String> account,
    Optional<Long> corporationId,
    Optional<Long> allianceId,
    Map<Integer, Integer> skillLevels) {

  public NewPilot {
    skillLevels = Map.copyOf(skillLevels);
  }

  /** A pilot of whom only the name matters. */
  public static NewPilot named(String name) {
    return new NewPilot(
        name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same pilot, owned by {@code owner}. */
  public NewPilot onAccount(String owner) {
    return new NewPilot(
        name, characterId, Optional.of(owner), corporationId, allianceId, skillLevels);
  }

  /** The same pilot, with a given id. */
  public NewPilot withId(long id) {
    return new NewPilot(name, Optional.of(id), account, corporationId, allianceId, skillLevels);
  }
}
