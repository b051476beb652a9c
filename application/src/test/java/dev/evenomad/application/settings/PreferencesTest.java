package dev.evenomad.application.settings;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.application.settings.Preferences.Outcome;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
      assertThat(preferences.change(user, known -> change))
          .isEqualTo(new Outcome.NotYourCharacter(wish));
    }

    assertThat(preferences.of(user)).contains(before);
  }

  @Test
  void areGoneTogetherWithTheUser() {
    UserId unknown = new UserId("unknown");

    assertThat(preferences.of(unknown)).isEmpty();
    assertThat(preferences.change(unknown, known -> SettingsChange.NONE))
        .isEqualTo(new Outcome.NotFound());
  }

  @Test
  void keepWhatAnotherDeviceHasChangedSinceTheWishAroseInThePilot() {
    Function<UserSettings, SettingsChange> noMail = known -> mail(known.notifications(), false);
    Function<UserSettings, SettingsChange> mute =
        known -> muted(known.notifications(), Set.of(ada));

    preferences.change(user, noMail);
    preferences.change(user, mute);

    NotificationPreferences stored = preferences.of(user).orElseThrow().notifications();
    assertThat(stored.eveMail()).isFalse();
    assertThat(stored.muted()).containsExactly(ada);
  }

  @Test
  void areReadAnewWhenAnotherDeviceWasFaster() {
    Preferences contended =
        new Preferences(
            new FasterDevice(fixture.stores.settings()),
            fixture.stores.characters(),
            fixture.stores.schedule(),
            new ResumeCovered(PlanPolicy.DEFAULT, fixture.stores.schedule()),
            fixture.stores.transactions(),
            fixture.clock);

    contended.change(user, known -> muted(known.notifications(), Set.of(ada)));

    NotificationPreferences stored = preferences.of(user).orElseThrow().notifications();
    assertThat(stored.eveMail()).isFalse();
    assertThat(stored.muted()).containsExactly(ada);
  }

  private UserSettings changed(SettingsChange change) {
    Outcome outcome = preferences.change(user, known -> change);
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return ((Outcome.Changed) outcome).settings();
  }

  private static SettingsChange theme(Theme theme) {
    return new SettingsChange(
        Optional.of(theme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static SettingsChange mail(NotificationPreferences known, boolean eveMail) {
    return notifications(
        new NotificationPreferences(
            known.skillComplete(),
            known.marketOrders(),
            known.industryJobs(),
            known.piExtractors(),
            eveMail,
            known.muted(),
            known.quietHours()));
  }

  private static SettingsChange muted(NotificationPreferences known, Set<CharacterId> muted) {
    return notifications(
        new NotificationPreferences(
            known.skillComplete(),
            known.marketOrders(),
            known.industryJobs(),
            known.piExtractors(),
            known.eveMail(),
            muted,
            known.quietHours()));
  }

  private static SettingsChange notifications(NotificationPreferences wishes) {
    return new SettingsChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(wishes),
        Optional.empty());
  }

  /** Somebody else switches the mail alerts off between the first reading and its writing. */
  private record FasterDevice(AllSettings stored, AtomicInteger readings) implements AllSettings {

    FasterDevice(AllSettings stored) {
      this(stored, new AtomicInteger());
    }

    @Override
    public Optional<UserSettings> find(UserId user) {
      if (readings.incrementAndGet() == 2) {
        UserSettings known = stored.find(user).orElseThrow();
        stored.save(known.with(mail(known.notifications(), false), START));
      }
      return stored.find(user);
    }

    @Override
    public void add(UserSettings settings) {
      stored.add(settings);
    }

    @Override
    public void save(UserSettings settings) {
      if (readings.get() == 1) {
        throw new ConflictException("another device was faster");
      }
      stored.save(settings);
    }
  }
}
