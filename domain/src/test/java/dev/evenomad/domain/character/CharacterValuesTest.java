package dev.evenomad.domain.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CharacterValuesTest {

  @Test
  void namesMayHoldEveryLetterButNoControls() {
    for (String name : List.of("A", "Nomad O'Tester-2", "日本 🚀", "x".repeat(100))) {
      assertThat(new CharacterName(name)).hasToString(name);
    }
    for (String wrong : List.of("", "  ", "a\nb", "a\0b", "a\u0085b", "x".repeat(101))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CharacterName(wrong));
    }
  }

  @Test
  void ownerHashesAndETagsAreNeitherBlankNorEndless() {
    String longest = "x".repeat(255);
    assertThat(new OwnerHash(longest).value()).isEqualTo(longest);
    assertThat(new ETag("W/\"" + "x".repeat(252)).value()).hasSize(255);
    for (String wrong : List.of("", " ", longest + "x")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new OwnerHash(wrong));
      assertThatIllegalArgumentException().isThrownBy(() -> new ETag(wrong));
    }
    for (String wrong : List.of("\"a b\"", "\"a\r\nX: y\"", "\"ä\"", "\"\0\"")) {
      assertThatIllegalArgumentException()
          .as("what cannot be sent back in a header")
          .isThrownBy(() -> new ETag(wrong));
    }
  }

  @Test
  void sealedTokensAreOneLineAndNotShown() {
    SealedToken sealed = new SealedToken("iv:tag:data");

    assertThat(sealed).hasToString("SealedToken[11 characters]");
    for (String wrong : List.of("", " ", "a\nb", "a\0b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SealedToken(wrong));
    }
  }

  @Test
  void unreadableTokensAreNamedByOwnerAndField() {
    assertThat(
            new UnreadableTokenException(
                new CharacterId(7), TokenField.REFRESH_TOKEN, "the key is not known"))
        .hasMessage("the REFRESH_TOKEN of character 7 cannot be decrypted: the key is not known");
  }
}
