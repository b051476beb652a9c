package dev.evenomad.domain.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** {@link Secrets} of {@link SecureRandom}. */
final class RandomSecrets implements Secrets {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Secret next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
