package dev.evenomad.domain.character;

/**
 * An EVE corporation, as EVE numbers it.
 *
 * @param value positive
 */
public record CorporationId(long value) {
  public CorporationId {
    if (value <= 0) {
      throw new IllegalArgumentException("corporation id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
