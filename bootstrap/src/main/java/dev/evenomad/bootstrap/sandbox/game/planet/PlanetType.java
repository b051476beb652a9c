package dev.evenomad.bootstrap.sandbox.game.planet;

import java.util.Locale;

/** The kinds of planets that can be colonised. */
public enum PlanetType {
  TEMPERATE,
  BARREN,
  OCEANIC,
  ICE,
  GAS,
  LAVA,
  STORM,
  PLASMA;

  /** The name ESI gives it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
