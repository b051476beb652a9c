package dev.evenomad.bootstrap.sandbox.game.planet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The programme of an extractor control unit. Immutable.
 *
 * @param productTypeId what it digs up
 * @param cycle how often, whole seconds
 * @param quantityPerCycle how many of it at first
 * @param headRadius how far a head reaches, as a part of the planet's radius
 * @param heads at most ten
 * @param installed when the programme began, whole seconds
 * @param expires when it ends, whole seconds
 */
public record Extractor(
    int productTypeId,
    Duration cycle,
    long quantityPerCycle,
    double headRadius,
    List<Head> heads,
    Instant installed,
    Instant expires) {

  /**
   * A drill.
   *
   * @param id from 0
   * @param latitude radians
   * @param longitude radians
   */
  public record Head(int id, double latitude, double longitude) {}

  public Extractor {
    if (cycle.toSeconds() < 1 || expires.isBefore(installed)) {
      throw new IllegalArgumentException(
          "an extractor with a cycle of %s from %s to %s".formatted(cycle, installed, expires));
    }
    heads = List.copyOf(heads);
  }

  Extractor running(Instant from, Instant to) {
    return new Extractor(productTypeId, cycle, quantityPerCycle, headRadius, heads, from, to);
  }
}
