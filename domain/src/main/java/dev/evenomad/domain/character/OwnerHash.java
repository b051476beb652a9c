package dev.evenomad.domain.character;

/**
 * EVE's mark for the account that owns a character, the claim {@code owner} of its access tokens.
 * It changes when the character is sold or moved to another account.
 *
 * @param value opaque, up to 255 characters; compared verbatim
 */
public record OwnerHash(String value) {
  public OwnerHash {
    if (value.isBlank() || value.length() > 255) {
      throw new IllegalArgumentException("an owner hash is 1 to 255 characters");
    }
  }
}
