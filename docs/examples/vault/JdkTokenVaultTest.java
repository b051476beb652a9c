import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.testkit.contract.TokenVaultContract;
import javax.crypto.spec.SecretKeySpec;

/** The contract of the port holds all the tests. */
final class JdkTokenVaultTest implements TokenVaultContract {

  private final TokenVault vault = new JdkTokenVault(new SecretKeySpec(new byte[32], "AES"));

  @Override
  public TokenVault vault() {
    return vault;
  }
}
