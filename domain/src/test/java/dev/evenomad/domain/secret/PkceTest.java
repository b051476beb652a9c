package dev.evenomad.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class PkceTest {

  // RFC 7636, appendix B.
  private static final CodeVerifier VERIFIER =
      verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

  @Test
  void makesTheChallengeOfTheStandardsExample() {
    assertThat(VERIFIER.challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  void isMetByItsVerifierOnly() {
    assertThat(CHALLENGE.isMetBy(VERIFIER)).isTrue();
    assertThat(CHALLENGE.isMetBy(verifier(VERIFIER.secret().reveal() + "x"))).isFalse();
    assertThat(CHALLENGE.isMetBy(verifier(CHALLENGE.value()))).isFalse();
  }

  @Test
  void admitsVerifiersOfTheLengthAndAlphabetOfTheStandard() {
    assertThat(verifier("Az09-._~".repeat(16)).challenge().value()).hasSize(43);
    for (String wrong :
        new String[] {"x".repeat(42), "x".repeat(129), "x".repeat(43) + "+", "ä".repeat(43)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> verifier(wrong))
          .withMessageNotContaining(wrong);
    }
  }

  @Test
  void refusesAChallengeOfAnotherForm() {
    String value = CHALLENGE.value();
    for (String wrong :
        new String[] {"", value + "=", value.substring(1), value.substring(1) + "+"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CodeChallenge(wrong));
    }
  }

  @Test
  void doesNotShowTheVerifier() {
    assertThat(VERIFIER.toString()).doesNotContain(VERIFIER.secret().reveal());
  }

  private static CodeVerifier verifier(String text) {
    return new CodeVerifier(Secret.of(text));
  }
}
