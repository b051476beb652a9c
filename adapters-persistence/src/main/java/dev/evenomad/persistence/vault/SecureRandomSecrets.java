package dev.evenomad.persistence.vault;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import java.security.SecureRandom;
import java.util.Base64;

final class SecureRandomSecrets implements Secrets {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Secret next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
