package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.NAMELESS;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.settings.SettingsChange;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AlertWishesTest {

  private static final PushToken PHONE = new PushToken("phone");
  private static final Instant FINISH = START.plus(Duration.ofMinutes(5));

  /** In Tokyo it is 19:05 when the training ends. */
  private static final QuietHours EVENING =
      new QuietHours(LocalTime.of(18, 30), LocalTime.of(7, 0), ZoneId.of("Asia/Tokyo"));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession session = fixture.signIn(ada, PHONE);
  private final UserId user = session.user();

  @Test
  void areWrittenInThePilotsLanguageWithTheNamesOfThatLanguage() {
    prefer(Optional.of(Language.DE), Optional.empty());

    finishTraining();

    assertThat(fixture.push.acceptedBy(PHONE))
        .map(PushMessage::content)
        .containsExactly(
            new PushMessage.Content.Alert(
                NotificationKind.SKILL_COMPLETE,
                "Skilltraining abgeschlossen",
                "Ada hat Geschützkunde auf Stufe III trainiert."));
    assertThat(fixture.alerts(user))
        .map(Notification::title)
        .containsExactly("Skilltraining abgeschlossen");
  }

  @Test
  void areWrittenInTheLanguageThatThePilotPrefersByThen() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    prefer(Optional.of(Language.DE), Optional.empty());

    fixture.runDueUntil(FINISH);

    assertThat(fixture.alerts(user).getFirst().body()).contains("Geschützkunde");
  }

  @Test
  void doWithoutANameThatNobodyKnows() {
    fixture.queue(ada, training(0, NAMELESS, 3, FINISH));

    fixture.runDueUntil(FINISH);

    assertThat(fixture.alerts(user))
        .map(Notification::body)
        .containsExactly("Ada has finished training a skill.");
  }

  @Test
  void areNoneAboutAMutedCharacter() {
    CharacterId bo = fixture.newCharacter("Bo");
    fixture.link(session, bo);
    fixture.queue(bo, training(0, GUNNERY, 3, FINISH));
    prefer(Optional.empty(), Optional.of(wishes(true, Set.of(ada), Optional.empty())));

    finishTraining();

    assertThat(fixture.alerts(user)).map(Notification::character).containsExactly(Optional.of(bo));
  }

  @Test
  void areNoneOfAKindThatIsSwitchedOff() {
    prefer(Optional.empty(), Optional.of(wishes(false, Set.of(), Optional.empty())));

    finishTraining();

    assertThat(fixture.alerts(user)).isEmpty();
    assertThat(fixture.push.attempts()).isEmpty();
  }

  @Test
  void doNotComeLateWhenTheKindIsSwitchedOnAgain() {
    prefer(Optional.empty(), Optional.of(wishes(false, Set.of(), Optional.empty())));
    finishTraining();

    prefer(Optional.empty(), Optional.of(NotificationPreferences.DEFAULT));
    fixture.runDueFor(Duration.ofDays(1));

    assertThat(fixture.alerts(user)).isEmpty();
  }

  @Test
  void doNotSilenceThatThePilotHasToSignInAgain() {
    prefer(Optional.empty(), Optional.of(wishes(false, Set.of(ada), Optional.empty())));
    fixture.eve.endGrants(ada);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user))
        .map(Notification::kind)
        .containsExactly(NotificationKind.REAUTHORIZATION_NEEDED);
  }

  @Test
  void holdThePushUntilTheQuietHoursAreOver() {
    prefer(Optional.empty(), Optional.of(wishes(true, Set.of(), Optional.of(EVENING))));
    Instant morning = Instant.parse("2026-09-01T22:00:00Z");
    finishTraining();

    assertThat(fixture.alerts(user).getFirst().createdAt()).isEqualTo(FINISH);
    assertThat(fixture.alerts(user).getFirst().status()).isEqualTo(NotificationStatus.PENDING);
    fixture.runDueUntil(morning.minusMillis(1));
    assertThat(fixture.push.attempts()).isEmpty();
    fixture.runDueUntil(morning);

    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
    assertThat(fixture.push.acceptedBy(PHONE).getFirst().timeToLive())
        .isEqualTo(Duration.ofHours(24));
    assertThat(fixture.alerts(user).getFirst().sentAt()).contains(morning);
  }

  @Test
  void doNotHoldATestAlert() {
    prefer(Optional.of(Language.DE), Optional.of(wishes(false, Set.of(), Optional.of(EVENING))));

    Notification test = fixture.nomad.raiseAlerts().test(user).orElseThrow();
    fixture.nomad.raiseAlerts().test(user);
    fixture.runDue();

    assertThat(test.title()).isEqualTo("Testbenachrichtigung");
    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(2);
  }

  @Test
  void areNotTestedForAUserWhoIsGone() {
    assertThat(fixture.nomad.raiseAlerts().test(new UserId("unknown"))).isEmpty();
  }

  private void finishTraining() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDueUntil(FINISH);
  }

  private void prefer(Optional<Language> language, Optional<NotificationPreferences> wishes) {
    fixture
        .nomad
        .preferences()
        .change(
            user,
            known ->
                new SettingsChange(
                    Optional.empty(), language, Optional.empty(), wishes, Optional.empty()));
  }

  private static NotificationPreferences wishes(
      boolean skillComplete, Set<CharacterId> muted, Optional<QuietHours> quietHours) {
    return new NotificationPreferences(skillComplete, true, true, true, true, muted, quietHours);
  }
}
