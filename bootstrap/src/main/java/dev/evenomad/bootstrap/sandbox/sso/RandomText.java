package dev.evenomad.bootstrap.sandbox.sso;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable texts. */
final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Sixteen bytes as 24 characters of Base64, the shape of EVE's refresh tokens. */
  static String refreshToken() {
    return Base64.getEncoder().encodeToString(bytes(16));
  }

  /** Safe in a URL. */
  static String code() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
