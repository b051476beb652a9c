package dev.evenomad.domain.universe;

/**
 * Where something is kept or done: a station, or a structure that players built.
 *
 * @param value positive
 */
public record LocationId(long value) {
  public LocationId {
    if (value <= 0) {
      throw new IllegalArgumentException("location id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
