package dev.evenomad.domain.planet;

import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A colony as it was when its pilot last opened it: EVE computes nothing in between.
 *
 * @param commandCenterLevel from 0; EVE's own limit is 5
 * @param pins how many buildings; not negative
 * @param lastUpdate when its pilot last opened it
 * @param extractors no pin twice
 */
public record Colony(
    PlanetId planet,
    PlanetType type,
    SolarSystemId system,
    int commandCenterLevel,
    int pins,
    Instant lastUpdate,
    List<Extractor> extractors) {

  public Colony {
    extractors = List.copyOf(extractors);
    if (commandCenterLevel < 0 || pins < 0) {
      throw new IllegalArgumentException("levels and buildings of a colony are not negative");
    }
    if (extractors.stream().map(Extractor::pin).distinct().count() != extractors.size()) {
      throw new IllegalArgumentException("no extractor is listed twice");
    }
  }

  /** The same colony with those extractors. */
  public Colony with(List<Extractor> others) {
    return new Colony(planet, type, system, commandCenterLevel, pins, lastUpdate, others);
  }

  /** The extractor at that pin; empty if there is none. */
  public Optional<Extractor> find(PinId pin) {
    return extractors.stream().filter(known -> known.pin().equals(pin)).findFirst();
  }
}
