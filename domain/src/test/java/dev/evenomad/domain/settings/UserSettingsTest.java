package dev.evenomad.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.NotificationPreferences;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UserSettingsTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final UserId USER = new UserId("user");
  private static final CharacterId ONE = new CharacterId(1);
  private static final CharacterId TWO = new CharacterId(2);
  private static final UserSettings DEFAULTS = UserSettings.defaults("settings", USER, NOW);

  @Test
  void beginsDarkEnglishAndDiscreet() {
    assertThat(DEFAULTS.theme()).isEqualTo(Theme.DARK);
    assertThat(DEFAULTS.language()).isEqualTo(Language.EN);
    assertThat(DEFAULTS.defaultCharacter()).isEmpty();
    assertThat(DEFAULTS.shareActivityStats()).isFalse();
    assertThat(DEFAULTS.notifications())
        .isEqualTo(
            new NotificationPreferences(true, true, true, false, true, Set.of(), Optional.empty()));
  }

  @Test
  void changesWhatTheChangeNames() {
    NotificationPreferences muted = muting(ONE);
    SettingsChange all =
        new SettingsChange(
            Optional.of(Theme.LIGHT),
            Optional.of(Language.KO),
            Optional.of(Optional.of(ONE)),
            Optional.of(muted),
            Optional.of(true));

    UserSettings changed = DEFAULTS.with(all, LATER);

    assertThat(changed)
        .isEqualTo(
            new UserSettings(
                "settings",
                USER,
                Theme.LIGHT,
                Language.KO,
                Optional.of(ONE),
                muted,
                true,
                NOW,
                LATER,
                0));
    assertThat(changed.with(SettingsChange.NONE, LATER)).isEqualTo(changed);
    assertThat(
            changed
                .with(SettingsChange.NONE.withDefaultCharacter(Optional.empty()), LATER)
                .defaultCharacter())
        .isEmpty();
  }

  @Test
  void forgetsACharacterThatIsGone() {
    SettingsChange one =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Optional.of(ONE)),
            Optional.of(muting(ONE, TWO)),
            Optional.empty());
    UserSettings settings = DEFAULTS.with(one, NOW);

    UserSettings withoutOne = settings.withoutCharacter(ONE, LATER);
    UserSettings withoutTwo = settings.withoutCharacter(TWO, LATER);

    assertThat(withoutOne.defaultCharacter()).isEmpty();
    assertThat(withoutOne.notifications()).isEqualTo(muting(TWO));
    assertThat(withoutOne.updatedAt()).isEqualTo(LATER);
    assertThat(withoutTwo.defaultCharacter()).contains(ONE);
    assertThat(withoutTwo.notifications()).isEqualTo(muting(ONE));
    assertThat(settings.withoutCharacter(new CharacterId(3), LATER)).isSameAs(settings);
  }

  @Test
  void copesWithAServerWhoseClockIsSlow() {
    assertThat(DEFAULTS.with(SettingsChange.NONE, NOW.minusMillis(5))).isEqualTo(DEFAULTS);
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserSettings.defaults("", USER, NOW))
        .withMessageContaining("settings id");
  }

  private static NotificationPreferences muting(CharacterId... characters) {
    return new NotificationPreferences(
        true, true, true, false, true, Set.of(characters), Optional.empty());
  }
}
