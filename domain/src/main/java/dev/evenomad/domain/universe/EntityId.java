package dev.evenomad.domain.universe;

/**
 * Whoever or whatever has a name in EVE: a character, corporation, alliance, station or system.
 *
 * @param value positive
 */
public record EntityId(long value) {
  public EntityId {
    if (value <= 0) {
      throw new IllegalArgumentException("entity id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
