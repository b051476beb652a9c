package dev.evenomad.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ExcerptTest {

  @Test
  void leavesAloneWhatFits() {
    assertThat(Excerpt.ofWidth("Tritanium", 9)).isEqualTo("Tritanium");
    assertThat(Excerpt.ofWidth("", 1)).isEmpty();
  }

  @Test
  void endsWithAnEllipsisAndNotInTheMiddleOfACharacter() {
    assertThat(Excerpt.ofWidth("Tritanium", 5)).isEqualTo("Trit…");
    assertThat(Excerpt.ofWidth("Caldari Navy", 9)).isEqualTo("Caldari…");
    assertThat(Excerpt.ofWidth("ab👨‍👩‍👧cd", 5)).isEqualTo("ab…");
    assertThat(Excerpt.ofWidth("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301…");
  }

  @Test
  void countsWideCharactersTwice() {
    assertThat(Excerpt.width("スキル")).isEqualTo(6);
    assertThat(Excerpt.width("스킬")).isEqualTo(4);
    assertThat(Excerpt.width("（技能）")).isEqualTo(8);
    assertThat(Excerpt.width("Навык é")).isEqualTo(7);
    assertThat(Excerpt.ofWidth("スキルキュー", 7)).isEqualTo("スキル…");
  }

  @Property
  void isNeverWider(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int columns) {
    String excerpt = Excerpt.ofWidth(text, columns);

    assertThat(Excerpt.width(excerpt)).isLessThanOrEqualTo(columns);
    if (!excerpt.equals(text)) {
      assertThat(excerpt).endsWith("…");
      assertThat(text).startsWith(excerpt.substring(0, excerpt.length() - 1));
    }
  }
}
