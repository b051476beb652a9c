package dev.evenomad.domain.character;

/**
 * A sealed token does not open: it was tampered with, belongs elsewhere, or the key is not here.
 * The message names the character and the field, never token or key.
 */
public final class UnreadableTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the cause in words. */
  public UnreadableTokenException(CharacterId owner, TokenField field, String why) {
    super("the " + field + " of character " + owner + " cannot be decrypted: " + why);
  }
}
