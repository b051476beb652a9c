package dev.evenomad.domain.character;

/**
 * An EVE character, as EVE numbers it. Wider than today's ids, which fit into 32 bits.
 *
 * @param value positive
 */
public record CharacterId(long value) {
  public CharacterId {
    if (value <= 0) {
      throw new IllegalArgumentException("character id must be positive, was " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
