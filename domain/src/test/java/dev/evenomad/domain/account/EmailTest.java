package dev.evenomad.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EmailTest {

  @Test
  void keepsAnAddressInLowerCase() {
    for (String address :
        List.of("a@b", "pilot+eve@example.org", "ü@ö.example", "x".repeat(250) + "@y.z")) {
      assertThat(new Email(address).value()).isEqualTo(address);
    }
    assertThat(new Email("Pilot+EVE@Example.ORG").value()).isEqualTo("pilot+eve@example.org");
    assertThat(new Email("Ü@Ö.example")).isEqualTo(new Email("ü@ö.EXAMPLE"));
  }

  @Test
  void isNotLongerInLowerCaseThanAllowed() {
    // In lower case this letter is two characters.
    assertThatIllegalArgumentException().isThrownBy(() -> new Email("İ".repeat(250) + "@y.z"));
  }

  @Test
  void refusesWhatHasNotTheFormOfOne() {
    for (String text :
        List.of(
            "",
            "@",
            "a@",
            "@b",
            "ab",
            "a@b@c",
            "a b@c",
            "a@b\n",
            "\0@b",
            "\ud83d@b",
            "x".repeat(251) + "@y.z")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Email(text));
    }
  }
}
