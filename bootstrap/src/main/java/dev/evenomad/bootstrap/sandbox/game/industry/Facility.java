package dev.evenomad.bootstrap.sandbox.game.industry;

/**
 * Where a job runs.
 *
 * @param facilityId station or structure
 * @param stationId where the facility is: the station, or again the structure
 * @param blueprintLocationId where the blueprint lies, such as a container or the facility
 * @param outputLocationId where the product goes
 */
public record Facility(
    long facilityId, long stationId, long blueprintLocationId, long outputLocationId) {

  /** A station whose hangar holds blueprint and product. */
  public static Facility station(long stationId) {
    return new Facility(stationId, stationId, stationId, stationId);
  }
}
