package dev.evenomad.domain.character;

import dev.evenomad.domain.text.WellFormedText;

/**
 * EVE's mark for the account that owns a character, the claim {@code owner} of its access tokens.
 * It changes when the character is sold or moved to another account.
 *
 * @param value opaque, 1 to 255 characters, not blank, {@linkplain WellFormedText well-formed};
 *     compared verbatim
 */
public record OwnerHash(String value) {
  public OwnerHash {
    if (value.isBlank() || value.length() > 255) {
      throw new IllegalArgumentException("an owner hash is 1 to 255 characters");
    }
    WellFormedText.require("an owner hash", value);
  }
}
