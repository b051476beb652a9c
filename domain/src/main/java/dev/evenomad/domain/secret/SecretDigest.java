package dev.evenomad.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a secret with enough entropy of its own (a random code, a signed token): what is
 * stored in place of it. Not for passwords.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SecretDigest(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public SecretDigest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits");
    }
  }

  static SecretDigest of(String secret) {
    return new SecretDigest(HexFormat.of().formatHex(sha256(secret)));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
