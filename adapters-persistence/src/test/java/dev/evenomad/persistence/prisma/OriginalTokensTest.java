package dev.evenomad.persistence.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.secret.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OriginalTokensTest {

  private static final String KEY = "nomad-test-key";

  /** Made by two other implementations. */
  private static final String VECTOR =
      "AAECAwQFBgcICQoLDA0ODw==:KXV0nd6kgyXaIpeHrpd6CA==:7eqGSfsJJH2gyqjER4ra51s=";

  private final OriginalTokens tokens = new OriginalTokens(Secret.of(KEY));

  @Test
  void readsWhatTheOriginalWrote() {
    assertThat(tokens.open(VECTOR)).contains(Secret.of("mock_access_token"));
  }

  @Test
  void readsTokensOfAnyText() {
    OriginalEncryption original = new OriginalEncryption(KEY);

    for (String token : List.of("x", "ü🚀", "t".repeat(8000))) {
      assertThat(tokens.open(original.encrypt(token))).contains(Secret.of(token));
    }
  }

  @Test
  void readsNothingUnderAnotherKey() {
    for (String key : List.of("nomad-test-key ", "nomad-test-keY", "")) {
      assertThat(new OriginalEncryption(key).encrypt("token"))
          .satisfies(
              stored -> {
                assertThat(OriginalTokens.looksEncrypted(stored)).isTrue();
                assertThat(tokens.open(stored)).isEmpty();
              });
    }
  }

  @Test
  void readsNothingThatWasChanged() {
    String[] parts = VECTOR.split(":", -1);
    for (int part = 0; part < parts.length; part++) {
      byte[] bytes = Base64.getDecoder().decode(parts[part]);
      for (int i = 0; i < bytes.length; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 1;
        String[] others = parts.clone();
        others[part] = Base64.getEncoder().encodeToString(changed);

        assertThat(tokens.open(String.join(":", others))).isEmpty();
      }
    }
  }

  @Test
  void readsNothingInAnotherForm() {
    OriginalEncryption original = new OriginalEncryption(KEY);

    for (String stored :
        List.of(
            "",
            "mock_access_token",
            "a:b:c",
            VECTOR + ":",
            VECTOR.replace(":", ""),
            VECTOR.replace("==", ""),
            VECTOR.substring(0, VECTOR.lastIndexOf(':') + 1),
            original.encrypt("token", new byte[12]),
            original.encrypt(""),
            original.encrypt("  "))) {
      assertThat(tokens.open(stored)).as(stored).isEmpty();
    }
  }
}
