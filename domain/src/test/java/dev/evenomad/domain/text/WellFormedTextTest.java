package dev.evenomad.domain.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WellFormedTextTest {

  @Test
  void isEveryTextWithoutNulAndHalfPairs() {
    for (String text : List.of("", "\u0001 \t\n \u007f", "日本", "🚀\uD834\uDD1E", "\uFFFD\uFFFF")) {
      assertThat(WellFormedText.require("it", text)).isEqualTo(text);
      assertThat(WellFormedText.repaired(text)).isEqualTo(text);
    }
  }

  @Test
  void isNamedAndNotQuotedIfItIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WellFormedText.require("the name", "secret\0"))
        .withMessage("the name must not contain the character NUL");
    for (String text : List.of("\ud800", "a\udc00b", "\udc00\ud800", "🚀\ud83d", "\ud83d🚀")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WellFormedText.require("the name", text))
          .withMessageStartingWith("the name must not contain half of a surrogate pair");
    }
  }

  @Test
  void isRepairedCharacterByCharacter() {
    assertThat(WellFormedText.repaired("a\0b\ud800c\udc00\ud83d🚀"))
        .isEqualTo("a\ufffdb\ufffdc\ufffd\ufffd🚀");
  }

  @Property
  void comesBackFromUtf8OnceItIsRepaired(@ForAll char[] any) {
    String repaired = WellFormedText.repaired(new String(any));

    assertThat(WellFormedText.require("it", repaired)).isSameAs(repaired);
    assertThat(new String(repaired.getBytes(UTF_8), UTF_8)).isEqualTo(repaired);
    assertThat(repaired.codePointCount(0, repaired.length()))
        .isEqualTo(new String(any).codePointCount(0, any.length));
  }
}
