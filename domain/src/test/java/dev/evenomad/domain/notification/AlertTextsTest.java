package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    assertThat(AlertTexts.of(DONE, NAME, names, Language.EN))
        .isEqualTo(
            new AlertText("Skill training complete", "Nomad has trained Gunnery to level V."));
    assertThat(AlertTexts.of(DONE, NAME, typeNames("Geschützkunde"), Language.DE))
        .isEqualTo(
            new AlertText(
                "Skilltraining abgeschlossen", "Nomad hat Geschützkunde auf Stufe V trainiert."));
    for (Language language : Language.values()) {
      assertThat(AlertTexts.of(DONE, NAME, names, language).body())
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
        AlertText text = AlertTexts.of(event, NAME, names, language);

        bodies.add(text.body());
        assertThat(text.title()).as("%s in %s", event, language).isNotBlank().hasSizeLessThan(50);
        assertThat(text.body())
            .as("%s in %s", event, language)
            .contains("Nomad")
            .doesNotContain("{", "null", "34")
            .hasSizeLessThan(200);
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
        assertThat(AlertTexts.of(event, NAME, Names.NONE, language).body())
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

    assertThat(AlertTexts.of(sold, NAME, names, Language.EN).body())
        .isEqualTo("Nomad has sold Tritanium: 7,500 units, 4,500 are left.");
    assertThat(AlertTexts.of(sold, NAME, names, Language.DE).body())
        .isEqualTo("Nomad hat Tritanium verkauft: 7.500 Einheiten, 4.500 sind übrig.");
  }

  @Test
  void refuseToSpeakOfWhatNobodyIsAlertedAbout() {
    for (CharacterEvent event : SomeEvents.silent()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AlertTexts.of(event, NAME, Names.NONE, Language.EN));
    }
  }

  @Test
  void doWithoutTheNameOfASkill() {
    for (Language language : Language.values()) {
      AlertText text = AlertTexts.of(DONE, NAME, Names.NONE, language);

      assertThat(text.body()).as(language.code()).contains("Nomad").doesNotContain("3300", "null");
    }
  }

  @Test
  void askThePilotToSignInAgain() {
    for (Language language : Language.values()) {
      assertThat(AlertTexts.of(LOST, NAME, Names.NONE, language).body())
          .as(language.code())
          .contains("Nomad");
    }
  }

  @Test
  void leaveNamesAsTheyAre() {
    CharacterName odd = new CharacterName("O'Neil {0} \"x\" 'quoted' {1,number} \\");
    String skill = "It''s {2} {broken";

    for (Language language : Language.values()) {
      assertThat(AlertTexts.of(DONE, odd, typeNames(skill), language).body())
          .as(language.code())
          .contains(odd.value(), skill);
    }
  }

  @Test
  void areDifferentInEveryLanguage() {
    Set<String> titles = new HashSet<>();
    Set<String> bodies = new HashSet<>();
    for (Language language : Language.values()) {
      titles.add(AlertTexts.ofTest(language).title());
      bodies.add(AlertTexts.of(LOST, NAME, Names.NONE, language).body());
    }

    assertThat(titles).hasSameSizeAs(Language.values());
    assertThat(bodies).hasSameSizeAs(Language.values());
  }

  @Test
  void doNotDependOnTheMachine() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMAN);

      assertThat(AlertTexts.ofTest(Language.EN).title()).isEqualTo("Test alert");
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
        assertThat(placeholders("alerts_" + language.code() + ".properties"))
            .as(language.code())
            .isEqualTo(english);
      }
    }
    assertThat(placeholders("alerts_en.properties")).as("English is the root bundle").isEmpty();
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
