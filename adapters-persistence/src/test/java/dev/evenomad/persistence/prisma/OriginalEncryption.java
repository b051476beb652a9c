package dev.evenomad.persistence.prisma;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/** Encrypts tokens as the original backend did. */
final class OriginalEncryption {

  private final SecretKey key;
  private final AtomicLong counter = new AtomicLong();

  OriginalEncryption(String encryptionKey) {
    byte[] salt = "salt".getBytes(StandardCharsets.UTF_8);
    byte[] text = encryptionKey.getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(SCrypt.generate(text, salt, 16384, 8, 1, 32), "AES");
  }

  String encrypt(String token) {
    byte[] iv = new byte[16];
    long number = counter.incrementAndGet();
    for (int i = 0; i < Long.BYTES; i++) {
      iv[i] = (byte) (number >>> (8 * i));
    }
    return encrypt(token, iv);
  }

  String encrypt(String token, byte[] iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
      byte[] sealed = cipher.doFinal(token.getBytes(StandardCharsets.UTF_8));
      int length = sealed.length - 16;
      return base64(iv)
          + ":"
          + base64(Arrays.copyOfRange(sealed, length, sealed.length))
          + ":"
          + base64(Arrays.copyOf(sealed, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
