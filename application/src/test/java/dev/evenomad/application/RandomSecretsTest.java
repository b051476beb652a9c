package dev.evenomad.application;

import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.testkit.contract.SecretsContract;

final class RandomSecretsTest implements SecretsContract {

  private final Secrets secrets = Secrets.random();

  @Override
  public Secrets secrets() {
    return secrets;
  }
}
