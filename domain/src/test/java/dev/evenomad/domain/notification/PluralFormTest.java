package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import dev.evenomad.domain.account.Language;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PluralFormTest {

  @Test
  void isTheOneOfCldr() {
    for (Language language : Language.values()) {
      PluralRules rules = PluralRules.forLocale(language.locale());
      LongStream.concat(
              LongStream.range(0, 2_500), LongStream.of(12_345, 999_999, 1_000_001, 3_000_011))
          .forEach(
              count ->
                  assertThat(PluralForm.of(count, language))
                      .as("%d in %s", count, language)
                      .isEqualTo(
                          PluralForm.valueOf(
                              rules.select((double) count).toUpperCase(Locale.ROOT))));
    }
  }
}
