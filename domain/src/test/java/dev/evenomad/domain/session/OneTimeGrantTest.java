package dev.evenomad.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.OneTimeGrant.LoginAttempt;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OneTimeGrantTest {

  private static final CodeVerifier VERIFIER = new CodeVerifier(Secret.of("v".repeat(43)));

  @Test
  void keepsTheAppsStateOfTheStandardsAlphabet() {
    assertThat(attempt("a state ~!").clientState()).isEqualTo("a state ~!");
    assertThat(attempt("").clientState()).isEmpty();
    for (String wrong : List.of("\0", "a\nb", "ä", "\u007f", "🚀")) {
      assertThatIllegalArgumentException().isThrownBy(() -> attempt(wrong));
    }
  }

  @Test
  void doesNotShowOurVerifier() {
    assertThat(attempt("state").toString()).doesNotContain(VERIFIER.secret().reveal());
  }

  private static LoginAttempt attempt(String clientState) {
    return new LoginAttempt(
        Secret.of("state").digest(),
        URI.create("evenomad://callback"),
        clientState,
        VERIFIER.challenge(),
        VERIFIER,
        Scopes.MINIMAL,
        Optional.empty(),
        Instant.EPOCH);
  }
}
