package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.text.Excerpt;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AlertTextsTest {

  private static final TypeId GUNNERY = new TypeId(3300);
  private static final CharacterId CHARACTER = new CharacterId(1);
  private static final CharacterName NAME = new CharacterName("Nomad");
  private static final CharacterEvent DONE =
      new CharacterEvent.SkillTrainingCompleted(
          CHARACTER, GUNNERY, new SkillLevel(5), Instant.EPOCH);
  private static final CharacterEvent LOST =
      new CharacterEvent.ReauthorizationNeeded(CHARACTER, Instant.EPOCH);

  @Test
  void nameCharacterSkillAndLevel() {
    Names names = typeNames("Gunnery");

    assertThat(in(Language.EN).of(DONE, NAME, names))
        .isEqualTo(
            new AlertText("Skill training complete", "Nomad has trained Gunnery to level V."));
    assertThat(in(Language.DE).of(DONE, NAME, typeNames("Geschützkunde")))
        .isEqualTo(
            new AlertText(
                "Skilltraining abgeschlossen", "Nomad hat Geschützkunde auf Stufe V trainiert."));
    for (Language language : Language.values()) {
      assertThat(in(language).of(DONE, NAME, names).body())
          .as(language.code())
          .contains("Nomad", "Gunnery", "V");
    }
  }

  @Test
  void sayWhatHappenedInEveryLanguage() {
    Names names =
        new Names(Map.of(SomeEvents.TYPE, "Tritanium"), Map.of(SomeEvents.SENDER, "Chribba"));
    for (Language language : Language.values()) {
      Set<String> bodies = new HashSet<>();
      for (CharacterEvent event : SomeEvents.alerting()) {
        AlertText text = in(language).of(event, NAME, names);

        bodies.add(text.body());
        assertThat(text.title()).as("%s in %s", event, language).isNotBlank();
        assertThat(text.body())
            .as("%s in %s", event, language)
            .contains("Nomad")
            .doesNotContain("{", "null", "34", "…");
        event.types().forEach(type -> assertThat(text.body()).contains("Tritanium"));
        event.entities().forEach(entity -> assertThat(text.body()).contains("Chribba"));
      }
      assertThat(bodies).as(language.code()).hasSameSizeAs(SomeEvents.alerting());
    }
  }

  @Test
  void doWithoutNames() {
    for (Language language : Language.values()) {
      for (CharacterEvent event : SomeEvents.alerting()) {
        assertThat(in(language).of(event, NAME, Names.NONE).body())
            .as("%s in %s", event, language)
            .contains("Nomad")
            .doesNotContain("{", "null", "34", "95465499");
      }
    }
  }

  @Test
  void writeNumbersAsTheLanguageDoes() {
    CharacterEvent sold = SomeEvents.alerting().get(6);
    Names names = new Names(Map.of(SomeEvents.TYPE, "Tritanium"), Map.of());

    assertThat(in(Language.EN).of(sold, NAME, names).body())
        .isEqualTo("Nomad has sold Tritanium: 7,500 units. Left: 4,500.");
    assertThat(in(Language.DE).of(sold, NAME, names).body())
        .isEqualTo("Nomad hat Tritanium verkauft: 7.500 Einheiten. Übrig: 4.500.");
  }

  @Test
  void refuseToSpeakOfWhatNobodyIsAlertedAbout() {
    for (CharacterEvent event : SomeEvents.silent()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> in(Language.EN).of(event, NAME, Names.NONE));
    }
  }

  @Test
  void doWithoutTheNameOfASkill() {
    for (Language language : Language.values()) {
      AlertText text = in(language).of(DONE, NAME, Names.NONE);

      assertThat(text.body()).as(language.code()).contains("Nomad").doesNotContain("3300", "null");
    }
  }

  @Test
  void askThePilotToSignInAgain() {
    for (Language language : Language.values()) {
      assertThat(in(language).of(LOST, NAME, Names.NONE).body())
          .as(language.code())
          .contains("Nomad");
    }
  }

  @Test
  void leaveNamesAsTheyAre() {
    CharacterName odd = new CharacterName("O'Neil {0} \"x\" 'quoted' {1,number} \\");
    String skill = "It''s {2} {broken";

    for (Language language : Language.values()) {
      assertThat(in(language).of(DONE, odd, typeNames(skill)).body())
          .as(language.code())
          .contains(odd.value(), skill);
    }
  }

  @Test
  void areDifferentInEveryLanguage() {
    Set<String> titles = new HashSet<>();
    Set<String> bodies = new HashSet<>();
    for (Language language : Language.values()) {
      titles.add(in(language).ofTest().title());
      bodies.add(in(language).of(LOST, NAME, Names.NONE).body());
    }

    assertThat(titles).hasSameSizeAs(Language.values());
    assertThat(bodies).hasSameSizeAs(Language.values());
  }

  @Test
  void doNotDependOnTheMachine() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMAN);

      assertThat(in(Language.EN).ofTest().title()).isEqualTo("Test alert");
    } finally {
      Locale.setDefault(machine);
    }
  }

  @Test
  void haveEveryTextWithEveryPlaceholderInEveryLanguage() {
    Map<String, Set<String>> english = placeholders("alerts.properties");
    assertThat(english).isNotEmpty();

    for (Language language : Language.values()) {
      if (language != Language.EN) {
        Map<String, Set<String>> texts = placeholders("alerts_" + language.code() + ".properties");
        assertThat(withoutForms(texts)).as(language.code()).isEqualTo(withoutForms(english));
        assertThat(forms(texts)).as(language.code()).containsOnly(formsOf(language));
      }
    }
    assertThat(forms(english)).containsOnly(formsOf(Language.EN));
    assertThat(placeholders("alerts_en.properties")).as("English is the root bundle").isEmpty();
  }

  @Test
  void areEnglishWhereATranslationIsMissing() {
    ZoneId zone = ZoneId.of("UTC");
    AlertTexts untranslated = new AlertTexts(Language.RU, zone, AlertTexts.bundle(Locale.ROOT));
    List<Notification> mails =
        List.of(alert(NotificationKind.EVE_MAIL_RECEIVED, "1"), wordy(2), wordy(3));

    assertThat(untranslated.ofTest()).isEqualTo(in(Language.EN).ofTest());
    assertThat(untranslated.of(LOST, NAME, Names.NONE))
        .isEqualTo(in(Language.EN).of(LOST, NAME, Names.NONE));
    assertThat(untranslated.ofDigest(mails).title())
        .as("English has no form for few")
        .isEqualTo("3 new EVE mails");
  }

  @Test
  void fitWhatPhonesShowWithTheLongestNames() {
    CharacterName longest = new CharacterName("Wilhelmina Constantinopolitanskaya 37");
    String type = "Expert Standup Heavy Water Compression Facility Blueprint Copy Kit II";
    Names names = new Names(Map.of(SomeEvents.TYPE, type), Map.of(SomeEvents.SENDER, type));

    for (Language language : Language.values()) {
      for (CharacterEvent event : SomeEvents.alerting()) {
        AlertText text = in(language).of(event, longest, names);

        assertThat(Excerpt.width(text.title())).isLessThanOrEqualTo(AlertText.TITLE_WIDTH);
        assertThat(Excerpt.width(text.body())).isLessThanOrEqualTo(AlertText.BODY_WIDTH);
        assertThat(text.title()).as("%s in %s", event, language).doesNotEndWith("…");
        assertThat(text.body()).as("%s in %s", event, language).contains(longest.value());
      }
    }
  }

  @Test
  void shortenTheSubjectOfAMailRatherThanTheText() {
    CharacterEvent mail =
        new CharacterEvent.MailReceived(
            CHARACTER, new MailId(1), Optional.empty(), "x".repeat(150), Instant.EPOCH);

    assertThat(in(Language.EN).of(mail, NAME, Names.NONE).body())
        .isEqualTo("Nomad: “" + "x".repeat(59) + "…”.");
  }

  @Test
  void countAsTheLanguageDoes() {
    assertThat(ending(1, Language.RU)).contains("через 24 часа");
    assertThat(ending(2, Language.RU)).contains("через 2 дня");
    assertThat(ending(5, Language.RU)).contains("через 5 дней");
    assertThat(ending(2, Language.DE)).contains("in 2 Tagen");
    assertThat(ending(2, Language.FR)).contains("dans 2 jours");
    assertThat(ending(2, Language.JA)).contains("あと2日");
    assertThat(in(Language.EN).of(queueEnding(Duration.ofMinutes(90)), NAME, Names.NONE).body())
        .contains("in 1 hour:");
    assertThat(in(Language.EN).of(queueEnding(Duration.ofMinutes(45)), NAME, Names.NONE).body())
        .contains("in 45 minutes:");
  }

  @Test
  void showTimesOnThePilotsClock() {
    CharacterEvent ending = queueEnding(Duration.ofHours(24));

    assertThat(in(Language.EN).of(ending, NAME, Names.NONE).body())
        .isEqualTo("The skill queue of Nomad ends in 24 hours: Sep 2 10:00\u202fAM UTC.");
    assertThat(
            AlertTexts.in(Language.DE, ZoneId.of("Europe/Berlin"))
                .of(ending, NAME, Names.NONE)
                .body())
        .isEqualTo("Die Trainingsliste von Nomad endet in 24 Stunden: 2. Sept. 12:00 MESZ.");
  }

  @Test
  void tellManyAlertsAsOne() {
    List<Notification> mails =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> alert(NotificationKind.EVE_MAIL_RECEIVED, "Mail " + i))
            .toList();

    assertThat(in(Language.EN).ofDigest(mails))
        .isEqualTo(new AlertText("5 new EVE mails", "Mail 1\nMail 2\nand 3 more"));
    assertThat(in(Language.RU).ofDigest(mails.subList(0, 3)))
        .isEqualTo(new AlertText("3 новых письма EVE", "Mail 1\nMail 2\nMail 3"));
    assertThat(
            in(Language.DE)
                .ofDigest(List.of(mails.getFirst(), alert(NotificationKind.SKILL_COMPLETE, ""))))
        .isEqualTo(new AlertText("2 Benachrichtigungen", "Mail 1\nTitle"));
    assertThat(in(Language.EN).ofDigest(List.of(wordy(1), wordy(2), wordy(3))).body().lines())
        .hasSize(3)
        .allMatch(line -> line.endsWith("x…"));
  }

  private static Notification wordy(int which) {
    return alert(NotificationKind.EVE_MAIL_RECEIVED, which + "x".repeat(100));
  }

  private static Notification alert(NotificationKind kind, String body) {
    return Notification.pending(
        new NotificationId("id"),
        new UserId("user"),
        Optional.empty(),
        kind,
        new AlertText("Title", body),
        JsonObject.EMPTY,
        new DedupKey("key"),
        Instant.EPOCH);
  }

  private static String ending(long days, Language language) {
    return in(language).of(queueEnding(Duration.ofDays(days)), NAME, Names.NONE).body();
  }

  private static CharacterEvent queueEnding(Duration lead) {
    return new CharacterEvent.SkillQueueEnding(
        CHARACTER, Instant.parse("2026-09-02T10:00:00Z"), lead);
  }

  private static Set<String> formsOf(Language language) {
    return LongStream.range(0, 200)
        .mapToObj(count -> PluralForm.of(count, language))
        .map(PluralForm::suffix)
        .collect(Collectors.toCollection(() -> new TreeSet<>(Set.of(PluralForm.OTHER.suffix()))));
  }

  private static boolean hasForm(String key) {
    return Arrays.stream(PluralForm.values()).anyMatch(form -> key.endsWith(form.suffix()));
  }

  private static String withoutForm(String key) {
    return hasForm(key) ? key.substring(0, key.lastIndexOf('.')) : key;
  }

  private static Map<String, Set<String>> withoutForms(Map<String, Set<String>> placeholders) {
    Map<String, Set<String>> all = new HashMap<>();
    placeholders.forEach(
        (key, names) ->
            all.merge(
                withoutForm(key),
                names,
                (one, other) -> {
                  assertThat(one).as(key).isEqualTo(other);
                  return one;
                }));
    return all;
  }

  /** The forms in which each counted text is there. */
  private static Collection<Set<String>> forms(Map<String, Set<String>> placeholders) {
    Map<String, Set<String>> forms = new HashMap<>();
    placeholders.keySet().stream()
        .filter(AlertTextsTest::hasForm)
        .forEach(
            key ->
                forms
                    .computeIfAbsent(withoutForm(key), base -> new TreeSet<>())
                    .add(key.substring(key.lastIndexOf('.'))));
    return forms.values();
  }

  private static AlertTexts in(Language language) {
    return AlertTexts.in(language, ZoneId.of("UTC"));
  }

  private static Names typeNames(String gunnery) {
    return new Names(Map.of(GUNNERY, gunnery), Map.of());
  }

  /** The placeholders of each text, by its key. */
  private static Map<String, Set<String>> placeholders(String file) {
    Properties texts = new Properties();
    try (InputStream in = AlertTexts.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Pattern placeholder = Pattern.compile("\\{\\d}");
    return texts.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(
                key -> key,
                key ->
                    placeholder
                        .matcher(texts.getProperty(key))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new))));
  }
}
