package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the texts on the page about alerts, as phones in each language show them. With the system
 * property {@value #PROPERTY} set to {@code write}, they are written anew.
 */
final class AlertPageTest {

  private static final String PROPERTY = "nomad.docs";
  private static final Path PAGE = Path.of("..", "docs", "alerts.md");
  private static final String HEADING = "## The texts\n";

  private static final NotificationPreferences EVERYTHING =
      new NotificationPreferences(true, true, true, true, true, Set.of(), Optional.empty());
  private static final Names NAMES =
      new Names(Map.of(SomeEvents.TYPE, "Tritanium"), Map.of(SomeEvents.SENDER, "Chribba"));
  private static final CharacterName NAME = new CharacterName("Ada Vale");
  private static final Map<Language, String> ZONES =
      Map.of(
          Language.EN, "UTC",
          Language.DE, "Europe/Berlin",
          Language.FR, "Europe/Paris",
          Language.ES, "Europe/Madrid",
          Language.RU, "Europe/Moscow",
          Language.JA, "Asia/Tokyo",
          Language.KO, "Asia/Seoul",
          Language.ZH, "Asia/Shanghai");

  @Test
  void showsEveryTextInEveryLanguage() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(HEADING));
    String expected = before + HEADING + texts();
    if ("write".equals(System.getProperty(PROPERTY))) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).as("%s (-D%s=write writes it)", PAGE, PROPERTY).isEqualTo(expected);
    }
  }

  private static String texts() {
    StringBuilder page = new StringBuilder();
    sections()
        .forEach(
            (heading, text) -> {
              page.append("\n### ").append(heading).append("\n\n");
              page.append("| | title | body |\n|---|---|---|\n");
              for (Language language : Language.values()) {
                AlertText shown =
                    text.apply(AlertTexts.in(language, ZoneId.of(ZONES.get(language))));
                page.append(
                    "| %s | %s | %s |\n"
                        .formatted(language.code(), cell(shown.title()), cell(shown.body())));
              }
            });
    return page.toString();
  }

  private static Map<String, Function<AlertTexts, AlertText>> sections() {
    Map<String, Function<AlertTexts, AlertText>> sections = new LinkedHashMap<>();
    for (CharacterEvent event : SomeEvents.alerting()) {
      sections.put(headingOf(event), texts -> texts.of(event, NAME, NAMES));
    }
    sections.put("`test`", AlertTexts::ofTest);
    for (int count : List.of(2, 5, 21)) {
      sections.put(
          "A digest of " + count + " mails",
          texts ->
              texts.ofDigest(
                  IntStream.rangeClosed(1, count).mapToObj(i -> mail(texts, i)).toList()));
    }
    sections.put(
        "A digest of several kinds",
        texts ->
            texts.ofDigest(
                List.of(
                    alert(SomeEvents.alerting().getFirst(), texts),
                    alert(SomeEvents.alerting().get(4), texts))));
    return sections;
  }

  private static String headingOf(CharacterEvent event) {
    String kind =
        NotificationPolicy.decide(event, EVERYTHING, SomeEvents.NOW).orElseThrow().kind().code();
    return switch (event) {
      case CharacterEvent.MarketOrderFilled filled ->
          "`%s`, %s, %s"
              .formatted(
                  kind,
                  filled.order().buy() ? "buying" : "selling",
                  filled.order().volumeRemain() > 0 ? "in part" : "wholly");
      case CharacterEvent.MarketOrderClosed closed -> "`%s`, not known why".formatted(kind);
      default -> "`%s`".formatted(kind);
    };
  }

  private static Notification mail(AlertTexts texts, int which) {
    return alert(
        new CharacterEvent.MailReceived(
            SomeEvents.CHARACTER,
            new MailId(which),
            Optional.of(SomeEvents.SENDER),
            "Fleet " + which,
            SomeEvents.NOW),
        texts);
  }

  private static Notification alert(CharacterEvent event, AlertTexts texts) {
    return Notification.pending(
        new NotificationId("id"),
        new UserId("user"),
        Optional.empty(),
        NotificationPolicy.decide(event, EVERYTHING, SomeEvents.NOW).orElseThrow().kind(),
        texts.of(event, NAME, NAMES),
        JsonObject.EMPTY,
        DedupKey.of(event),
        SomeEvents.NOW);
  }

  private static String cell(String text) {
    return text.replace("\n", "<br>").replace("|", "\\|");
  }
}
