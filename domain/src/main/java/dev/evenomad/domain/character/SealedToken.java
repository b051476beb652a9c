package dev.evenomad.domain.character;

/**
 * A token as it is stored: encrypted, and bound to its character and field. Useless without the
 * vault's key.
 *
 * @param ciphertext the vault's text form; not empty, without line breaks
 */
public record SealedToken(String ciphertext) {
  public SealedToken {
    if (ciphertext.isBlank() || ciphertext.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a sealed token is one line of text");
    }
  }

  @Override
  public String toString() {
    return "SealedToken[" + ciphertext.length() + " characters]";
  }
}
