package dev.evenomad.domain.universe;

/**
 * An item type of EVE: a ship, a mineral, a skill.
 *
 * @param value positive
 */
public record TypeId(long value) {
  public TypeId {
    if (value <= 0) {
      throw new IllegalArgumentException("type id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
