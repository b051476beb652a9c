package dev.evenomad.persistence.vault;

import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.testkit.contract.SecretsContract;

final class SecureRandomSecretsTest implements SecretsContract {

  private final Secrets secrets = Vault.secrets();

  @Override
  public Secrets secrets() {
    return secrets;
  }
}
