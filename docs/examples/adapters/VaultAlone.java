import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;

/** Encrypts a token for a place of your own, and decrypts it again. */
final class VaultAlone {

  public static void main(String[] arguments) {
    TokenVault vault = Vault.of(EncryptionKey.parseAll(System.getenv("ENCRYPTION_KEY")));
    CharacterId ada = new CharacterId(2_112_000_001L);
    SealedToken sealed = vault.seal(ada, TokenField.REFRESH_TOKEN, Secret.of("of EVE"));
    IO.println(sealed.ciphertext()); // v1:<key id>:<base64url>, to be stored
    IO.println(vault.open(ada, TokenField.REFRESH_TOKEN, sealed).reveal());
    try {
      vault.open(new CharacterId(2_112_000_002L), TokenField.REFRESH_TOKEN, sealed);
    } catch (UnreadableTokenException e) {
      IO.println(e.getMessage()); // on another character's row it is worth nothing
    }
  }
}
