package dev.evenomad.bootstrap.sandbox.game;

import java.util.Map;

/** Names of the corporations and alliances that pilots belong to. */
public final class Organizations {

  private static final Map<Long, String> NAMES =
      Map.of(Pilots.DEFAULT_CORPORATION, "Wayfarer Freight", 99_100_001L, "Long Haul Compact");

  private Organizations() {}

  /** The name of a corporation; one the world does not know is called by its id. */
  public static String corporation(long id) {
    return NAMES.getOrDefault(id, "Corporation " + id);
  }

  /** The name of an alliance; one the world does not know is called by its id. */
  public static String alliance(long id) {
    return NAMES.getOrDefault(id, "Alliance " + id);
  }
}
