package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.Language;
import java.util.Locale;

/**
 * The forms of a counted noun, for whole numbers. The rules and names are those of <a
 * href="https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html">CLDR</a>,
 * but for the form that French and Spanish have for round millions.
 */
enum PluralForm {
  ONE,
  FEW,
  MANY,
  OTHER;

  /** The form that {@code language} uses with {@code count}, which is not negative. */
  static PluralForm of(long count, Language language) {
    return switch (language) {
      case EN, DE, ES -> count == 1 ? ONE : OTHER;
      case FR -> count <= 1 ? ONE : OTHER;
      case RU -> russian(count);
      case JA, KO, ZH -> OTHER;
    };
  }

  private static PluralForm russian(long count) {
    long last = count % 10;
    boolean teen = count % 100 / 10 == 1;
    if (teen || last == 0 || last >= 5) {
      return MANY;
    }
    return last == 1 ? ONE : FEW;
  }

  /** The last part of the key of a text in this form. */
  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
