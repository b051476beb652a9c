package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.TypeId;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Writes alerts in the pilot's language, from the message bundle {@code alerts} beside this class.
 * A text that a language lacks is taken from the English one. Thread-safe.
 */
public final class AlertTexts {

  private static final String BUNDLE = "dev.evenomad.domain.notification.alerts";

  private AlertTexts() {}

  /**
   * The text for {@code event}.
   *
   * @param names names of item types in that language; a missing one is replaced by a text that
   *     does without
   */
  public static AlertText of(
      CharacterEvent event, CharacterName character, Map<TypeId, String> names, Language language) {
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done -> {
        String skill = names.get(done.skill());
        yield skill == null
            ? text("skill_complete.nameless", language, character.value())
            : text("skill_complete", language, character.value(), skill, done.level().roman());
      }
      case CharacterEvent.ReauthorizationNeeded lost ->
          text("reauthorization_needed", language, character.value());
    };
  }

  /** The text of a test alert. */
  public static AlertText ofTest(Language language) {
    return text("test", language);
  }

  private static AlertText text(String key, Language language, Object... values) {
    ResourceBundle bundle = bundle(language);
    Locale locale = language.locale();
    return new AlertText(
        new MessageFormat(bundle.getString(key + ".title"), locale).format(values),
        new MessageFormat(bundle.getString(key + ".body"), locale).format(values));
  }

  private static ResourceBundle bundle(Language language) {
    return ResourceBundle.getBundle(BUNDLE, language.locale());
  }
}
