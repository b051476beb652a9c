package dev.evenomad.bootstrap.sandbox.game.planet;

import java.util.List;

/**
 * What goes from one building to another.
 *
 * @param routeId unique in the world
 * @param sourcePinId where it comes from
 * @param destinationPinId where it goes
 * @param contentTypeId what
 * @param quantity how many in a cycle
 * @param waypoints pins in between
 */
public record Route(
    long routeId,
    long sourcePinId,
    long destinationPinId,
    int contentTypeId,
    double quantity,
    List<Long> waypoints) {

  public Route {
    waypoints = List.copyOf(waypoints);
  }
}
