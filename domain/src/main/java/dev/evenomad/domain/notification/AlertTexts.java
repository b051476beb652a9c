package dev.evenomad.domain.notification;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.text.Excerpt;
import dev.evenomad.domain.universe.Names;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes alerts in the pilot's language, from the message bundle {@code alerts} beside this class.
 * A text that a language lacks is taken from the English one. What is counted has a text for each
 * {@link PluralForm} of the language; numbers and times are written as it does. Immutable,
 * thread-safe.
 */
public final class AlertTexts {

  private static final String BUNDLE = "dev.evenomad.domain.notification.alerts";

  /** Room for what others have named, such as the subject of a mail. */
  private static final int NAME_WIDTH = 60;

  /** Of so many alerts of a digest the body tells more than their number. */
  private static final int MOST_LINES = 3;

  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private final Language language;
  private final ZoneId zone;
  private final ResourceBundle bundle;

  AlertTexts(Language language, ZoneId zone, ResourceBundle bundle) {
    this.language = language;
    this.zone = zone;
    this.bundle = bundle;
  }

  /**
   * For a pilot.
   *
   * @param zone whose clock shows the times; EVE's own is UTC
   */
  public static AlertTexts in(Language language, ZoneId zone) {
    return new AlertTexts(language, zone, bundle(language.locale()));
  }

  static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(BUNDLE, locale);
  }

  /**
   * The text for {@code event}.
   *
   * @param names in that language; a missing one is replaced by a text that does without
   * @throws IllegalArgumentException for an event that nobody is alerted about
   */
  public AlertText of(CharacterEvent event, CharacterName character, Names names) {
    String who = character.value();
    return switch (event) {
      case CharacterEvent.SkillTrainingCompleted done ->
          names
              .of(done.skill())
              .map(skill -> text("skill_complete", who, name(skill), done.level().roman()))
              .orElseGet(() -> text("skill_complete.nameless", who));
      case CharacterEvent.SkillQueueEnding ending ->
          text("skill_queue_ending", who, duration(ending.lead()), time(ending.endsAt()));
      case CharacterEvent.SkillQueueEmptied emptied -> text("skill_queue_empty", who);
      case CharacterEvent.MailReceived received -> mail(received, who, names);
      case CharacterEvent.MarketOrderFilled filled -> filled(filled, who, names);
      case CharacterEvent.MarketOrderExpired expired ->
          order("market_order_expired", expired.order(), who, names);
      case CharacterEvent.MarketOrderClosed closed ->
          order("market_order_closed", closed.order(), who, names);
      case CharacterEvent.IndustryJobCompleted over ->
          over.types().stream()
              .flatMap(type -> names.of(type).stream())
              .findFirst()
              .map(what -> text("industry_job_complete", who, name(what)))
              .orElseGet(() -> text("industry_job_complete.nameless", who));
      case CharacterEvent.ExtractorEnding ending -> extractorEnding(ending, who, names);
      case CharacterEvent.ExtractorExpired over ->
          over.product()
              .flatMap(names::of)
              .map(what -> text("pi_extractor_expired", who, name(what), day(over.visitedAt())))
              .orElseGet(() -> text("pi_extractor_expired.nameless", who, day(over.visitedAt())));
      case CharacterEvent.ReauthorizationNeeded lost -> text("reauthorization_needed", who);
      case CharacterEvent.MarketOrderCancelled cancelled -> throw nothingToSay(cancelled);
      case CharacterEvent.SkillQueueRefilled refilled -> throw nothingToSay(refilled);
      case CharacterEvent.MailRead read -> throw nothingToSay(read);
      case CharacterEvent.IndustryJobDelivered delivered -> throw nothingToSay(delivered);
      case CharacterEvent.ExtractorRestarted again -> throw nothingToSay(again);
      case CharacterEvent.GrantRestored restored -> throw nothingToSay(restored);
    };
  }

  /** The text of a test alert. */
  public AlertText ofTest() {
    return text("test");
  }

  /**
   * One text for several alerts: how many of what, and the first of them.
   *
   * @param alerts at least two, in the order in which they are to be told
   */
  public AlertText ofDigest(List<Notification> alerts) {
    Set<NotificationKind> kinds =
        alerts.stream().map(Notification::kind).collect(Collectors.toSet());
    String what = kinds.size() == 1 ? alerts.getFirst().kind().code() : "mixed";
    List<String> lines = new ArrayList<>();
    alerts.stream()
        .map(alert -> alert.body().isBlank() ? alert.title() : alert.body())
        .limit(alerts.size() > MOST_LINES ? MOST_LINES - 1 : MOST_LINES)
        .forEach(lines::add);
    if (lines.size() < alerts.size()) {
      lines.add(counted("digest.more", alerts.size() - lines.size()));
    }
    int lineWidth = AlertText.BODY_WIDTH / lines.size() - 1;
    return new AlertText(
        counted("digest." + what, alerts.size()),
        lines.stream()
            .map(line -> Excerpt.ofWidth(line, lineWidth))
            .collect(Collectors.joining("\n")));
  }

  private AlertText mail(CharacterEvent.MailReceived received, String who, Names names) {
    String subject = received.subject().isBlank() ? "…" : name(received.subject());
    return received
        .from()
        .flatMap(names::of)
        .map(sender -> text("eve_mail_received", who, name(sender), subject))
        .orElseGet(() -> text("eve_mail_received.nameless", who, subject));
  }

  private AlertText filled(CharacterEvent.MarketOrderFilled filled, String who, Names names) {
    MarketOrder order = filled.order();
    String what = order.buy() ? "market_order_filled.buy" : "market_order_filled.sell";
    if (order.volumeRemain() == 0) {
      return order(what, order, who, names);
    }
    return names
        .of(order.type())
        .map(
            type ->
                text(
                    what + ".partly",
                    who,
                    name(type),
                    counted("units", filled.quantity()),
                    order.volumeRemain()))
        .orElseGet(() -> text("market_order_filled.partly.nameless", who));
  }

  private AlertText order(String key, MarketOrder order, String who, Names names) {
    return names
        .of(order.type())
        .map(
            type ->
                text(
                    key,
                    who,
                    name(type),
                    counted("units", order.volumeTotal()),
                    order.volumeRemain()))
        .orElseGet(() -> text(key + ".nameless", who));
  }

  private AlertText extractorEnding(
      CharacterEvent.ExtractorEnding ending, String who, Names names) {
    String left = duration(ending.lead());
    String visited = day(ending.visitedAt());
    return ending
        .product()
        .flatMap(names::of)
        .map(what -> text("pi_extractor_ending", who, left, visited, name(what)))
        .orElseGet(() -> text("pi_extractor_ending.nameless", who, left, visited));
  }

  private static IllegalArgumentException nothingToSay(CharacterEvent event) {
    return new IllegalArgumentException(
        "nobody is alerted about " + event.getClass().getSimpleName());
  }

  private static String name(String whole) {
    return Excerpt.ofWidth(whole, NAME_WIDTH);
  }

  /** In the greatest unit that says it well. */
  private String duration(Duration time) {
    if (time.compareTo(TWO_DAYS) >= 0) {
      return counted("days", time.toDays());
    }
    return time.toHours() > 0
        ? counted("hours", time.toHours())
        : counted("minutes", time.toMinutes());
  }

  /** Date and time, with the name of the zone. */
  private String time(Instant moment) {
    return new DateTimeFormatterBuilder()
        .appendLocalized("MMMd")
        .appendLiteral(' ')
        .appendLocalized(null, FormatStyle.SHORT)
        .appendLiteral(' ')
        .appendZoneText(TextStyle.SHORT)
        .toFormatter(language.locale())
        .format(moment.atZone(zone));
  }

  private String day(Instant moment) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(language.locale())
        .format(moment.atZone(zone));
  }

  /** A count and what it counts, in the form of the noun that goes with it. */
  private String counted(String what, long count) {
    return format(
        Optional.of(what + PluralForm.of(count, language).suffix())
            .filter(bundle::containsKey)
            .orElse(what + PluralForm.OTHER.suffix()),
        count);
  }

  private AlertText text(String key, Object... values) {
    return new AlertText(format(key + ".title", values), format(key + ".body", values));
  }

  private String format(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language.locale()).format(values);
  }
}
