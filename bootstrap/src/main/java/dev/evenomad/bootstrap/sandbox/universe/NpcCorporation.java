package dev.evenomad.bootstrap.sandbox.universe;

import java.util.Optional;

/**
 * A corporation that the game runs.
 *
 * @param id 1000000 to 1999999
 * @param ticker up to five characters
 * @param factionId the empire it belongs to, if any
 */
public record NpcCorporation(int id, String ticker, Optional<Integer> factionId, String name) {

  /** Where deleted characters go. */
  public static final int DOOMHEIM = 1_000_001;
}
