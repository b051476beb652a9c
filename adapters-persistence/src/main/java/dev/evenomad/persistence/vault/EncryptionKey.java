package dev.evenomad.persistence.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key of 256 bits that encrypts tokens. Immutable; never shows what it is made of. */
public final class EncryptionKey {

  /** The length of a key in bytes. */
  public static final int BYTES = 32;

  private static final String HOW_TO = "; make one with: openssl rand -base64 32";

  private final String id;
  private final Aead aead;

  private EncryptionKey(String id, Aead aead) {
    this.id = id;
    this.aead = aead;
  }

  /**
   * Reads a key.
   *
   * @param base64 of {@value #BYTES} random bytes
   * @throws IllegalArgumentException if it is not; the message says how to make one and does not
   *     show it
   */
  public static EncryptionKey parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.trim());
    } catch (IllegalArgumentException e) {
      // Without the cause, which shows characters of the key.
      throw new IllegalArgumentException("the encryption key is not base64" + HOW_TO);
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "the encryption key has %d bytes in place of %d%s"
              .formatted(bytes.length, BYTES, HOW_TO));
    }
    try {
      return new EncryptionKey(idOf(bytes), new AesGcmJce(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-GCM", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static String idOf(byte[] bytes) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(digest, 0, 4);
  }

  /**
   * The name of this key: 8 hexadecimal digits of its SHA-256, so that a key has the same name
   * wherever it is configured. Not secret.
   */
  public String id() {
    return id;
  }

  Aead aead() {
    return aead;
  }

  @Override
  public String toString() {
    return "EncryptionKey[" + id + "]";
  }
}
