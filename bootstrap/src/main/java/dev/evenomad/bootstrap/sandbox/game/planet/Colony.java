package dev.evenomad.bootstrap.sandbox.game.planet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pilot's colony, as it was when its owner last opened it. Immutable.
 *
 * @param planetId the planet
 * @param type the planet's kind
 * @param solarSystemId the system of the planet
 * @param upgradeLevel of the command centre, 0 to 5
 * @param lastUpdate when the owner last visited it, whole seconds
 * @param pins its buildings
 * @param links between them
 * @param routes along the links
 */
public record Colony(
    long planetId,
    PlanetType type,
    long solarSystemId,
    int upgradeLevel,
    Instant lastUpdate,
    List<Pin> pins,
    List<Link> links,
    List<Route> routes) {

  public Colony {
    if (upgradeLevel < 0 || upgradeLevel > 5) {
      throw new IllegalArgumentException("upgrade level must be 0 to 5, was " + upgradeLevel);
    }
    pins = List.copyOf(pins);
    links = List.copyOf(links);
    routes = List.copyOf(routes);
  }

  /** The extractor control unit with this id, if it has a programme. */
  public Optional<Extractor> extractor(long pinId) {
    return pins.stream().filter(pin -> pin.pinId() == pinId).findFirst().flatMap(Pin::extractor);
  }

  /** The same, visited at {@code now}, with another programme in one extractor. */
  Colony running(long pinId, Extractor programme, Instant now) {
    var replaced =
        pins.stream().map(pin -> pin.pinId() == pinId ? pin.with(programme) : pin).toList();
    return new Colony(planetId, type, solarSystemId, upgradeLevel, now, replaced, links, routes);
  }

  /** The same, visited at {@code now}. */
  Colony visited(Instant now) {
    return new Colony(planetId, type, solarSystemId, upgradeLevel, now, pins, links, routes);
  }
}
