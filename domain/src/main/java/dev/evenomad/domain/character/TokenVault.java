package dev.evenomad.domain.character;

import dev.evenomad.domain.secret.Secret;

/**
 * Encrypts the tokens of grants. What is sealed for one character and field opens for no other, so
 * a row that is copied onto another character is worth nothing. Implementations are thread-safe and
 * keep no token.
 */
public interface TokenVault {

  /** Encrypts {@code token}; twice the same token gives two different texts. */
  SealedToken seal(CharacterId owner, TokenField field, Secret token);

  /**
   * Decrypts what {@link #seal} made for the same owner and field.
   *
   * @throws UnreadableTokenException if it was sealed for another owner or field, was changed, or
   *     its key is not known
   */
  Secret open(CharacterId owner, TokenField field, SealedToken token);
}
