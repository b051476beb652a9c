package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Tokens as the original backend encrypted them: {@code base64(IV):base64(tag):base64(data)},
 * AES-256-GCM with 16 bytes of IV and of tag, under the scrypt of its ENCRYPTION_KEY's text.
 */
final class OriginalTokens {

  private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);
  private static final int COST = 16_384;
  private static final int BLOCK_SIZE = 8;
  private static final int PARALLELISM = 1;
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final int TAG_BYTES = 16;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]+={0,2}");

  private final SecretKey key;

  /** Derives the key, which takes tens of milliseconds. */
  OriginalTokens(Secret encryptionKey) {
    byte[] text = encryptionKey.reveal().getBytes(StandardCharsets.UTF_8);
    this.key =
        new SecretKeySpec(
            SCrypt.generate(text, SALT, COST, BLOCK_SIZE, PARALLELISM, KEY_BYTES), "AES");
  }

  /** Whether that has the form of an encrypted token, under whatever key. */
  static boolean looksEncrypted(String stored) {
    return FORM.matcher(stored).matches();
  }

  /** The token; empty if it is in another form, was changed, or is encrypted with another key. */
  Optional<Secret> open(String stored) {
    if (!looksEncrypted(stored)) {
      return Optional.empty();
    }
    String[] parts = stored.split(":", 3);
    try {
      byte[] iv = Base64.getDecoder().decode(parts[0]);
      byte[] tag = Base64.getDecoder().decode(parts[1]);
      byte[] data = Base64.getDecoder().decode(parts[2]);
      if (iv.length != IV_BYTES || tag.length != TAG_BYTES) {
        return Optional.empty();
      }
      // Java wants the tag after the data.
      byte[] sealed = ByteBuffer.allocate(data.length + tag.length).put(data).put(tag).array();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
      String token =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(cipher.doFinal(sealed)))
              .toString();
      return Optional.of(token).filter(text -> !text.isBlank()).map(Secret::of);
    } catch (GeneralSecurityException | CharacterCodingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
