package dev.evenomad.persistence.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A key of 256 bits that encrypts tokens. Immutable; never shows what it is made of. */
public final class EncryptionKey {

  /** The length of a key in bytes. */
  public static final int BYTES = 32;

  /** How to make keys of both kinds, for people who have none. */
  static final String HOW_TO =
      "make one with: openssl rand -base64 32, or a keyset file with: tinkey create-keyset"
          + " --key-template AES256_GCM --out-format json --out FILE";

  private final String id;
  private final Aead aead;

  private EncryptionKey(String id, Aead aead) {
    this.id = id;
    this.aead = aead;
  }

  /**
   * Reads keys: base64 of {@value #BYTES} random bytes each, separated by commas. In place of any
   * of them there may be the name of a file with a Tink keyset in JSON, which stands for its
   * enabled keys, its primary first. Keys of a keyset are AES-256-GCM, and the keyset is not
   * encrypted itself. A key has the same name and opens the same, whichever way it is given.
   *
   * @return in the order given, not empty: the first one encrypts, all of them decrypt
   * @throws IllegalArgumentException naming what is wrong and how to make it right; neither the
   *     message nor a cause shows a key, or a text that could be one
   */
  public static List<EncryptionKey> parseAll(String text) {
    List<String> parts =
        Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("there is no encryption key; " + HOW_TO);
    }
    return parts.stream().flatMap(EncryptionKey::keyOrKeyset).toList();
  }

  private static Stream<EncryptionKey> keyOrKeyset(String text) {
    try {
      Path file = Path.of(text);
      if (Files.isRegularFile(file)) {
        return KeysetFile.read(file).stream();
      }
    } catch (InvalidPathException e) {
      // Not a file, then.
    }
    return Stream.of(parse(text));
  }

  /**
   * Reads one key.
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
      throw new IllegalArgumentException(
          "the encryption key is neither base64 nor the name of a file that exists; " + HOW_TO);
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "the encryption key has %d bytes in place of %d; %s"
              .formatted(bytes.length, BYTES, HOW_TO));
    }
    return of(bytes);
  }

  /**
   * That key.
   *
   * @param bytes {@value #BYTES}; overwritten here
   */
  static EncryptionKey of(byte[] bytes) {
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
