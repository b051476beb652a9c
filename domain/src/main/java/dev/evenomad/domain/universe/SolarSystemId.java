package dev.evenomad.domain.universe;

/**
 * A solar system.
 *
 * @param value positive
 */
public record SolarSystemId(long value) {
  public SolarSystemId {
    if (value <= 0) {
      throw new IllegalArgumentException("solar system id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
