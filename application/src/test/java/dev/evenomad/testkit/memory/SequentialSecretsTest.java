package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.testkit.contract.SecretsContract;
import org.junit.jupiter.api.Test;

final class SequentialSecretsTest implements SecretsContract {

  private final Secrets secrets = new SequentialSecrets();

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Test
  void givesTheSameSecretsInEveryRun() {
    assertThat(secrets.next()).isEqualTo(new SequentialSecrets().next());
  }
}
