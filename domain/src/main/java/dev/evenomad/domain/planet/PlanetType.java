package dev.evenomad.domain.planet;

import java.util.Arrays;
import java.util.Locale;

/** What a planet is like. */
public enum PlanetType {
  TEMPERATE,
  BARREN,
  OCEANIC,
  ICE,
  GAS,
  LAVA,
  STORM,
  PLASMA,
  /** One that EVE has added since. */
  UNKNOWN;

  /** The name outside of Java, such as {@code temperate}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type with that code; {@link #UNKNOWN} if there is none. */
  public static PlanetType ofCode(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
