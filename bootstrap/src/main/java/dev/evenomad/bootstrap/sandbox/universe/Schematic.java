package dev.evenomad.bootstrap.sandbox.universe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a processor of a colony makes.
 *
 * @param id schematic id
 * @param cycleTime of one batch
 * @param name in English
 * @param outputTypeId what is made
 * @param outputQuantity how many a batch
 * @param inputs quantity a batch by type id
 * @param processors type ids of the processors that can run it
 */
public record Schematic(
    int id,
    Duration cycleTime,
    String name,
    int outputTypeId,
    int outputQuantity,
    SortedMap<Integer, Integer> inputs,
    List<Integer> processors) {

  public Schematic {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    processors = List.copyOf(processors);
  }
}
