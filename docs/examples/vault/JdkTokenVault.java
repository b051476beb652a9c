import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * {@link TokenVault} of what every JDK has: AES-GCM (NIST SP 800-38D) under one key, with owner and
 * field as associated data. Thread-safe.
 */
public final class JdkTokenVault implements TokenVault {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** Under {@code key}, of AES. */
  public JdkTokenVault(SecretKey key) {
    this.key = key;
  }

  @Override
  public SealedToken seal(CharacterId owner, TokenField field, Secret token) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, owner, field)
              .doFinal(token.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return new SealedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public Secret open(CharacterId owner, TokenField field, SealedToken token) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.ciphertext()));
      byte[] nonce = new byte[Math.min(NONCE_BYTES, all.remaining())];
      all.get(nonce);
      byte[] sealed = new byte[all.remaining()];
      all.get(sealed);
      byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, owner, field).doFinal(sealed);
      return Secret.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not the cause: it may say something of what is sealed.
      throw new UnreadableTokenException(owner, field, "it was not sealed here for them");
    }
  }

  private Cipher cipher(int mode, byte[] nonce, CharacterId owner, TokenField field)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((owner + " " + field).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
