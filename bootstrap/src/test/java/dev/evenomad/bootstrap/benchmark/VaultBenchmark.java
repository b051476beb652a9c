package dev.evenomad.bootstrap.benchmark;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Sealing and opening an access token of EVE's, next to the JDK's AES-256-GCM on the same bytes
 * with a random nonce, which is the least that can be done.
 */
@State(Scope.Benchmark)
public class VaultBenchmark {

  /** As long as EVE's signed access tokens with all our scopes are. */
  private static final int TOKEN_LENGTH = 1_100;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final CharacterId owner = new CharacterId(2_112_000_001L);
  private final Secret token = Secret.of("t".repeat(TOKEN_LENGTH));
  private final byte[] bytes = token.reveal().getBytes(StandardCharsets.UTF_8);
  private final SecureRandom random = new SecureRandom();
  private final byte[] key = new byte[EncryptionKey.BYTES];
  private final TokenVault vault =
      Vault.of(EncryptionKey.parseAll(Base64.getEncoder().encodeToString(key)));
  private final SealedToken sealed = vault.seal(owner, TokenField.ACCESS_TOKEN, token);

  /** Seals it. */
  @Benchmark
  public SealedToken seal() {
    return vault.seal(owner, TokenField.ACCESS_TOKEN, token);
  }

  /** Opens it. */
  @Benchmark
  public Secret open() {
    return vault.open(owner, TokenField.ACCESS_TOKEN, sealed);
  }

  /** The JDK alone. */
  @Benchmark
  public byte[] bareAesGcm() throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher.doFinal(bytes);
  }
}
