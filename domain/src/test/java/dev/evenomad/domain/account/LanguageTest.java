package dev.evenomad.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class LanguageTest {

  @Test
  void speaksTheLanguagesOfEve() {
    assertThat(Language.values())
        .extracting(Language::code)
        .containsExactlyInAnyOrder("en", "de", "fr", "es", "ru", "ja", "ko", "zh");
  }

  @Test
  void isFoundByItsCodeOnly() {
    for (Language language : Language.values()) {
      assertThat(Language.ofCode(language.code())).contains(language);
      assertThat(language.locale()).isEqualTo(Locale.forLanguageTag(language.code()));
    }
    for (String unknown : List.of("", "DE", "it", "en-US", "de ")) {
      assertThat(Language.ofCode(unknown)).isEmpty();
    }
  }
}
