package dev.evenomad.domain.universe;

/**
 * A planet.
 *
 * @param value positive
 */
public record PlanetId(long value) {
  public PlanetId {
    if (value <= 0) {
      throw new IllegalArgumentException("planet id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
