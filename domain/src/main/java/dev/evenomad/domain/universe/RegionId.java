package dev.evenomad.domain.universe;

/**
 * A region of space, the unit in which markets are public.
 *
 * @param value positive
 */
public record RegionId(long value) {
  public RegionId {
    if (value <= 0) {
      throw new IllegalArgumentException("region id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
