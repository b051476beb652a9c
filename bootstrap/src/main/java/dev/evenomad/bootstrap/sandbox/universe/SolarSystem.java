package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A solar system.
 *
 * @param id 30000000 to 39999999
 * @param security -1 to 1, not rounded
 */
public record SolarSystem(int id, Constellation constellation, double security, String name) {

  /** The region it is in. */
  public Region region() {
    return constellation.region();
  }

  /** Whether the police come, as the map shows it: 0.5 or more, rounded to a tenth. */
  public boolean isHighSecurity() {
    return Math.round(security * 10) >= 5;
  }
}
