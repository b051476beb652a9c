package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import java.text.MessageFormat;
import java.util.Locale;
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
   * @param names in that language; a missing one is replaced by a text that does without
   * @throws IllegalArgumentException for an event that nobody is alerted about
   */
  public static AlertText of(
      CharacterEvent event, CharacterName character, Names names, Language language) {
    String who = character.value();
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done ->
          names
              .of(done.skill())
              .map(skill -> text("skill_complete", language, who, skill, done.level().roman()))
              .orElseGet(() -> text("skill_complete.nameless", language, who));
      case CharacterEvent.SkillQueueEnding ending ->
          text("skill_queue_ending", language, who, ending.lead().toHours());
      case CharacterEvent.SkillQueueEmptied emptied -> text("skill_queue_empty", language, who);
      case CharacterEvent.MailReceived received -> mail(received, who, names, language);
      case CharacterEvent.MarketOrderFilled filled -> filled(filled, who, names, language);
      case CharacterEvent.MarketOrderExpired expired ->
          order("market_order_expired", expired.order(), who, names, language);
      case CharacterEvent.MarketOrderClosed closed ->
          order("market_order_closed", closed.order(), who, names, language);
      case CharacterEvent.IndustryJobCompleted over ->
          over.types().stream()
              .flatMap(type -> names.of(type).stream())
              .findFirst()
              .map(what -> text("industry_job_complete", language, who, what))
              .orElseGet(() -> text("industry_job_complete.nameless", language, who));
      case CharacterEvent.ExtractorExpired over ->
          over.product()
              .flatMap(names::of)
              .map(what -> text("pi_extractor_expired", language, who, what))
              .orElseGet(() -> text("pi_extractor_expired.nameless", language, who));
      case CharacterEvent.ReauthorizationNeeded lost ->
          text("reauthorization_needed", language, who);
      case CharacterEvent.MarketOrderCancelled cancelled -> throw nothingToSay(cancelled);
      case CharacterEvent.MailRead read -> throw nothingToSay(read);
      case CharacterEvent.IndustryJobDelivered delivered -> throw nothingToSay(delivered);
      case CharacterEvent.ExtractorRestarted again -> throw nothingToSay(again);
      case CharacterEvent.GrantRestored restored -> throw nothingToSay(restored);
    };
  }

  private static AlertText mail(
      CharacterEvent.MailReceived received, String who, Names names, Language language) {
    String subject = received.subject().isBlank() ? "…" : received.subject();
    return received
        .from()
        .flatMap(names::of)
        .map(sender -> text("eve_mail_received", language, who, sender, subject))
        .orElseGet(() -> text("eve_mail_received.nameless", language, who, subject));
  }

  private static AlertText filled(
      CharacterEvent.MarketOrderFilled filled, String who, Names names, Language language) {
    MarketOrder order = filled.order();
    String what = order.buy() ? "market_order_filled.buy" : "market_order_filled.sell";
    return order.volumeRemain() > 0
        ? names
            .of(order.type())
            .map(
                type ->
                    text(
                        what + ".partly",
                        language,
                        who,
                        type,
                        filled.quantity(),
                        order.volumeRemain()))
            .orElseGet(() -> text("market_order_filled.partly.nameless", language, who))
        : order(what, order, who, names, language);
  }

  private static AlertText order(
      String key, MarketOrder order, String who, Names names, Language language) {
    return names
        .of(order.type())
        .map(type -> text(key, language, who, type, order.volumeTotal(), order.volumeRemain()))
        .orElseGet(() -> text(key + ".nameless", language, who));
  }

  private static IllegalArgumentException nothingToSay(CharacterEvent event) {
    return new IllegalArgumentException(
        "nobody is alerted about " + event.getClass().getSimpleName());
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
