package dev.evenomad.domain.character;

import dev.evenomad.domain.text.WellFormedText;

/**
 * The name of a character. It can change.
 *
 * @param value 1 to 100 characters, not blank, without control characters; {@linkplain
 *     WellFormedText well-formed}
 */
public record CharacterName(String value) {
  public CharacterName {
    if (value.isBlank()
        || value.length() > 100
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a character name is 1 to 100 characters without control characters");
    }
    WellFormedText.require("a character name", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
