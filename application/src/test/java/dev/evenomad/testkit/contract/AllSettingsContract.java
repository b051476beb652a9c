package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link AllSettings} does. */
public interface AllSettingsContract {

  /** A change of everything that can be changed. */
  SettingsChange BACK_TO_DEFAULTS =
      new SettingsChange(
          Optional.of(Theme.DARK),
          Optional.of(Language.EN),
          Optional.of(Optional.empty()),
          Optional.of(NotificationPreferences.DEFAULT),
          Optional.of(false));

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingOfAnUnknownUser() {
    assertThat(stores().settings().find(Samples.userId())).isEmpty();
  }

  @Test
  default void returnsSettingsAsTheyWereStored() {
    UserSettings defaults = Samples.settings(newUser());
    UserSettings full = Samples.fullSettings(newUser());
    stores().settings().add(defaults);
    stores().settings().add(full);

    assertThat(stores().settings().find(defaults.user()).map(Versions::without)).contains(defaults);
    assertThat(stores().settings().find(full.user()).map(Versions::without)).contains(full);
  }

  @Test
  default void refusesSecondSettingsAndSettingsWithoutTheirUser() {
    UserSettings first = added(Samples.settings(newUser()));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().settings().add(Samples.fullSettings(first.user())));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().settings().add(Samples.settings(Samples.userId())));

    assertThat(stores().settings().find(first.user())).contains(first);
  }

  @Test
  default void storesChangesAndCountsThem() {
    UserSettings first = added(Samples.fullSettings(newUser()));
    UserSettings changed = first.with(BACK_TO_DEFAULTS, NOW.plusSeconds(60));

    stores().settings().save(changed);

    UserSettings stored = stores().settings().find(first.user()).orElseThrow();
    assertThat(Versions.without(stored)).isEqualTo(Versions.without(changed));
    assertThat(first.version()).isPositive();
    assertThat(stored.version()).isGreaterThan(first.version());
  }

  @Test
  default void storesAChangeOfTheMutedCharactersAlone() {
    UserSettings first = added(Samples.fullSettings(newUser()));
    UserSettings other = Samples.fullSettings(first.user());
    SettingsChange otherMutes =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(other.notifications()),
            Optional.empty());

    stores().settings().save(first.with(otherMutes, NOW.plusSeconds(60)));

    UserSettings stored = stores().settings().find(first.user()).orElseThrow();
    assertThat(stored.notifications().muted()).isEqualTo(other.notifications().muted());
    assertThat(stored.version()).isGreaterThan(first.version());
  }

  @Test
  default void letsTheSecondWriterLose() {
    UserSettings read = added(Samples.fullSettings(newUser()));
    stores().settings().save(read.with(BACK_TO_DEFAULTS, NOW.plusSeconds(1)));
    Optional<UserSettings> winner = stores().settings().find(read.user());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () -> stores().settings().save(read.with(SettingsChange.NONE, NOW.plusSeconds(2))));

    assertThat(stores().settings().find(read.user())).isEqualTo(winner);
  }

  @Test
  default void refusesToChangeSettingsThatAreNotThere() {
    UserSettings removed = added(Samples.settings(newUser()));
    stores().users().remove(removed.user());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().settings().save(removed.with(BACK_TO_DEFAULTS, NOW)));

    assertThat(stores().settings().find(removed.user())).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private UserSettings added(UserSettings settings) {
    stores().settings().add(settings);
    return stores().settings().find(settings.user()).orElseThrow();
  }
}
