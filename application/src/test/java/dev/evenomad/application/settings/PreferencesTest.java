package dev.evenomad.application.settings;

import static dev.evenomad.application.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.NomadFixture;
import dev.evenomad.application.settings.Preferences.Outcome;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PreferencesTest {

  private static final NotificationPreferences QUIET =
      new NotificationPreferences(false, false, false, false, false, Set.of(), Optional.empty());

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();
  private final Preferences preferences = fixture.nomad.preferences();

  @Test
  void keepWhatAChangeDoesNotName() {
    UserSettings before = preferences.of(user).orElseThrow();
    fixture.clock.advance(Duration.ofMinutes(1));

    changed(theme(Theme.LIGHT));

    UserSettings after = preferences.of(user).orElseThrow();
    assertThat(after.theme()).isEqualTo(Theme.LIGHT);
    assertThat(after.language()).isEqualTo(before.language());
    assertThat(after.notifications()).isEqualTo(before.notifications());
    assertThat(after.defaultCharacter()).isEqualTo(before.defaultCharacter());
    assertThat(after.shareActivityStats()).isEqualTo(before.shareActivityStats());
    assertThat(after.createdAt()).isEqualTo(START);
    assertThat(after.updatedAt()).isEqualTo(START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void takeEverythingThatAChangeNames() {
    UserSettings answered =
        changed(
            new SettingsChange(
                Optional.of(Theme.AUTO),
                Optional.of(Language.JA),
                Optional.of(Optional.of(ada)),
                Optional.of(QUIET),
                Optional.of(true)));

    UserSettings stored = preferences.of(user).orElseThrow();
    assertThat(stored.theme()).isEqualTo(answered.theme()).isEqualTo(Theme.AUTO);
    assertThat(stored.language()).isEqualTo(Language.JA);
    assertThat(stored.defaultCharacter()).contains(ada);
    assertThat(stored.notifications()).isEqualTo(QUIET);
    assertThat(stored.shareActivityStats()).isTrue();
  }

  @Test
  void tellNoDefaultCharacterFromOneThatIsNotNamed() {
    changed(SettingsChange.NONE.withDefaultCharacter(Optional.of(ada)));
    changed(theme(Theme.LIGHT));
    assertThat(preferences.of(user).orElseThrow().defaultCharacter()).contains(ada);

    changed(SettingsChange.NONE.withDefaultCharacter(Optional.empty()));

    assertThat(preferences.of(user).orElseThrow().defaultCharacter()).isEmpty();
  }

  @Test
  void refuseADefaultCharacterThatIsNotTheUsersOwnAndEverythingWithIt() {
    CharacterId foreign = fixture.newCharacter("Bo");
    fixture.signIn(foreign);
    UserSettings before = preferences.of(user).orElseThrow();

    for (CharacterId wish : Set.of(foreign, new CharacterId(1))) {
      SettingsChange change = theme(Theme.LIGHT).withDefaultCharacter(Optional.of(wish));
      assertThat(preferences.change(user, change)).isEqualTo(new Outcome.NotYourCharacter(wish));
    }

    assertThat(preferences.of(user)).contains(before);
  }

  @Test
  void areGoneTogetherWithTheUser() {
    UserId unknown = new UserId("unknown");

    assertThat(preferences.of(unknown)).isEmpty();
    assertThat(preferences.change(unknown, SettingsChange.NONE)).isEqualTo(new Outcome.NotFound());
  }

  private UserSettings changed(SettingsChange change) {
    Outcome outcome = preferences.change(user, change);
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return ((Outcome.Changed) outcome).settings();
  }

  private static SettingsChange theme(Theme theme) {
    return new SettingsChange(
        Optional.of(theme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
