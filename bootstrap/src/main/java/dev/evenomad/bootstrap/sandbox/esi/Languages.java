package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.web.Request;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** Chooses the language of an answer. */
final class Languages {

  private Languages() {}

  /** The best language of {@code Accept-Language} that the game has; else English. */
  static String of(Request request) {
    var wanted =
        request
            .header("Accept-Language")
            .or(() -> Optional.ofNullable(request.query().get("language")))
            .orElse("en");
    try {
      return LanguageRange.parse(wanted).stream()
          .filter(range -> range.getWeight() > 0)
          .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
          .filter(SkillCatalogue.LANGUAGES::contains)
          .findFirst()
          .orElse("en");
    } catch (IllegalArgumentException malformed) {
      return "en";
    }
  }
}
