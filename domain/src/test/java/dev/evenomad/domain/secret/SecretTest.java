package dev.evenomad.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.EveTokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SecretTest {

  @Test
  void opensOnlyOnPurpose() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(secret).hasToString("Secret[redacted]");
    assertThat(new EveTokens(secret, secret, Instant.EPOCH).toString()).doesNotContain("hunter2");
  }

  @Test
  void equalsTheSameTextOnly() {
    assertThat(Secret.of("one")).isEqualTo(Secret.of("one")).hasSameHashCodeAs(Secret.of("one"));
    assertThat(Secret.of("one")).isNotEqualTo(Secret.of("two")).isNotEqualTo(Secret.of("on"));
    assertThat(Secret.of("one").equals((Object) "one")).isFalse();
  }

  @Test
  void isNotEmpty() {
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
  }

  @Test
  void hasTheSha256OfItsUtf8AsDigest() {
    // FIPS 180-2, appendix B.1.
    assertThat(Secret.of("abc").digest().hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Secret.of("ä").digest()).isNotEqualTo(Secret.of("?").digest());
  }

  @Test
  void refusesADigestOfAnotherForm() {
    String hex = "0".repeat(64);
    for (String wrong : new String[] {"", hex + "0", "A" + hex.substring(1), hex.substring(1)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SecretDigest(wrong));
    }
    assertThat(new SecretDigest(hex).hex()).isEqualTo(hex);
  }
}
