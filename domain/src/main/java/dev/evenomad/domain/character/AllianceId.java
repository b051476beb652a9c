package dev.evenomad.domain.character;

/**
 * An EVE alliance, as EVE numbers it.
 *
 * @param value positive
 */
public record AllianceId(long value) {
  public AllianceId {
    if (value <= 0) {
      throw new IllegalArgumentException("alliance id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
