package dev.evenomad.domain.planet;

/**
 * A building of a colony.
 *
 * @param value positive
 */
public record PinId(long value) {
  public PinId {
    if (value <= 0) {
      throw new IllegalArgumentException("pin id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
