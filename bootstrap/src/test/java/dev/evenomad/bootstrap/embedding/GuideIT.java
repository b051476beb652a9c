package dev.evenomad.bootstrap.embedding;

import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.testkit.contract.TokenVaultContract;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The vault of the guide keeps the contract of its port. */
final class GuideIT implements TokenVaultContract {

  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

  private final TokenVault vault = vault(KEY);

  @Override
  public TokenVault vault() {
    return vault;
  }

  /** The guide's code, compiled as it stands there, its test with it. */
  static TokenVault vault(SecretKey key) {
    try {
      Path target = Files.createTempDirectory("eve-nomad-guide");
      return (TokenVault)
          Example.compiled("vault", target, Test.class, Assertions.class)
              .load("JdkTokenVault")
              .getConstructor(SecretKey.class)
              .newInstance(key);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
