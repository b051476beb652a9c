package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.contract.TokenVaultContract;
import org.junit.jupiter.api.Test;

final class FakeTokenVaultTest implements TokenVaultContract {

  private final FakeTokenVault vault = new FakeTokenVault();

  @Override
  public TokenVault vault() {
    return vault;
  }

  @Test
  void opensWhatAnotherOneSealed() {
    Secret token = Secret.of("token");
    SealedToken sealed = new FakeTokenVault().seal(OWNER, TokenField.ACCESS_TOKEN, token);

    assertThat(vault.open(OWNER, TokenField.ACCESS_TOKEN, sealed)).isEqualTo(token);
  }

  @Test
  void opensNothingOnceItsKeyIsLost() {
    SealedToken sealed = vault.seal(OWNER, TokenField.ACCESS_TOKEN, Secret.of("token"));

    vault.loseKey();

    assertThatExceptionOfType(UnreadableTokenException.class)
        .isThrownBy(() -> vault.open(OWNER, TokenField.ACCESS_TOKEN, sealed));
  }
}
