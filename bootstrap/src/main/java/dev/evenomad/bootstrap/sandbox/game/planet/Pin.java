package dev.evenomad.bootstrap.sandbox.game.planet;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A building of a colony. Immutable.
 *
 * @param pinId unique in the world
 * @param typeId what it is
 * @param latitude radians
 * @param longitude radians
 * @param extractor its programme, of an extractor control unit that has one
 * @param schematicId what it makes, of a processor
 * @param lastCycleStart when the last cycle began that the colony was calculated for
 * @param contents amount by type id, as of the last visit
 */
public record Pin(
    long pinId,
    int typeId,
    double latitude,
    double longitude,
    Optional<Extractor> extractor,
    Optional<Integer> schematicId,
    Optional<Instant> lastCycleStart,
    SortedMap<Integer, Long> contents) {

  public Pin {
    contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
  }

  Pin with(Extractor programme) {
    return new Pin(
        pinId,
        typeId,
        latitude,
        longitude,
        Optional.of(programme),
        schematicId,
        Optional.of(programme.installed()),
        contents);
  }
}
