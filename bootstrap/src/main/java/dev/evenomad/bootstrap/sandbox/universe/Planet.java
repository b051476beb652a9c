package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A planet.
 *
 * @param id 40000000 to 49999999
 * @param typeId type of the planet, such as 2016
 * @param radius in metres
 */
public record Planet(int id, SolarSystem system, int typeId, int radius, String name) {

  /** What ESI calls the type, or {@code shattered} for one that cannot be settled. */
  public String kind() {
    return switch (typeId) {
      case 11 -> "temperate";
      case 12 -> "ice";
      case 13 -> "gas";
      case 2014 -> "oceanic";
      case 2015 -> "lava";
      case 2016 -> "barren";
      case 2017 -> "storm";
      case 2063 -> "plasma";
      default -> "shattered";
    };
  }

  /** Whether a colony can be there. */
  public boolean isHabitable() {
    return !kind().equals("shattered");
  }
}
