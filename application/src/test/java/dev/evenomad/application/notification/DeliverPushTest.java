package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeliverPushTest {

  private static final PushToken PHONE = new PushToken("phone");
  private static final PushToken TABLET = new PushToken("tablet");
  private static final PushOutcome INVALID = new PushOutcome.TokenInvalid("UNREGISTERED");
  private static final PushOutcome REJECTED = new PushOutcome.Rejected("INVALID_ARGUMENT");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession phone = fixture.signIn(ada, PHONE);
  private final OpenedSession tablet = fixture.signIn(ada, TABLET);

  @Test
  void reachesEveryDeviceOfTheUserAndNobodyElses() {
    fixture.signIn(fixture.newCharacter("Bo"), new PushToken("of-somebody-else"));

    alert();
    fixture.runDue();

    assertThat(fixture.push.accepted())
        .map(PushMessage::to)
        .containsExactlyInAnyOrder(PHONE, TABLET);
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(theAlert().sentAt()).contains(START);
  }

  @Test
  void saysWhatHappenedInTextsOnly() {
    Instant finish = START.plus(Duration.ofMinutes(5));
    fixture.queue(ada, training(0, GUNNERY, 3, finish));
    fixture.runDueUntil(finish);

    PushMessage message = fixture.push.acceptedBy(PHONE).getFirst();

    assertThat(message.device()).isEqualTo(DeviceType.ANDROID);
    assertThat(message.content())
        .isEqualTo(
            new PushMessage.Content.Alert(
                NotificationKind.SKILL_COMPLETE,
                "Skill training complete",
                "Ada has trained Gunnery to level III."));
    assertThat(message.unread()).isEqualTo(1);
    assertThat(message.data())
        .containsOnly(
            entry("type", "skill_complete"),
            entry("characterId", ada.toString()),
            entry("skillId", "3300"),
            entry("level", "3"),
            entry("finishedAt", finish.toString()),
            entry("notificationId", theAlert().id().value()));
    assertThat(message.collapseKey()).isEqualTo(theAlert().id().value());
    assertThat(message.timeToLive()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void countsAsSentOnceOneDeviceTookIt() {
    fixture.push.answer(PHONE, REJECTED);

    alert();
    fixture.runDue();

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(fixture.nomad.inbox().unreadCount(phone.user())).isEqualTo(1);
  }

  @Test
  void takesADeadTokenFromItsSessionAndGoesOnWithTheOthers() {
    fixture.push.answer(PHONE, INVALID);

    alert();
    fixture.runDue();

    assertThat(device(phone)).contains(new Device(DeviceType.ANDROID, Optional.empty()));
    assertThat(device(tablet)).flatMap(Device::pushToken).contains(TABLET);
    assertThat(fixture.push.acceptedBy(TABLET)).hasSize(1);
    assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(phone))).isPresent();
    alert();
    fixture.runDue();
    assertThat(fixture.push.attempts()).map(PushMessage::to).containsOnlyOnce(PHONE);
  }

  @Test
  void leavesATokenThatTheDeviceRegisteredMeanwhile() {
    Device renewed = new Device(DeviceType.ANDROID, Optional.of(new PushToken("renewed")));
    Nomad nomad =
        fixture
            .builder()
            .push(
                message -> {
                  if (message.to().equals(PHONE)) {
                    fixture.nomad.currentSession().useDevice(phone.session(), renewed);
                  }
                  return INVALID;
                })
            .build();

    nomad.raiseAlerts().test(phone.user());
    fixture.stores.schedule().runDue(nomad.dueWork(), START);

    assertThat(device(phone)).contains(renewed);
    assertThat(device(tablet)).flatMap(Device::pushToken).isEmpty();
  }

  @Test
  void failsWithEveryReasonWhenNoDeviceWillTakeIt() {
    fixture.push.answer(PHONE, INVALID);
    fixture.push.answer(TABLET, REJECTED);

    alert();
    fixture.runDue();

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(theAlert().error().orElseThrow())
        .contains("UNREGISTERED")
        .contains("INVALID_ARGUMENT")
        .doesNotContain(PHONE.value());
    assertThat(fixture.nomad.inbox().unreadCount(phone.user())).isZero();
  }

  @Test
  void keepsATokenWhoseMessageWasRejected() {
    fixture.push.answerAll(REJECTED);
    alert();
    fixture.runDue();
    fixture.push.recover();

    alert();
    fixture.runDue();

    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
  }

  @Test
  void needsNoDeviceForTheAlertToReachThePilotInTheApp() {
    OpenedSession browser = fixture.signIn(fixture.newCharacter("Bo"));
    int planned = fixture.stores.schedule().planned().size();

    Notification alert = fixture.nomad.raiseAlerts().test(browser.user()).orElseThrow();

    assertThat(alert.status()).isEqualTo(NotificationStatus.SENT);
    assertThat(fixture.alerts(browser.user()))
        .map(Notification::status)
        .containsExactly(NotificationStatus.SENT);
    assertThat(fixture.stores.schedule().planned()).hasSize(planned);
  }

  @Test
  void reachesThePilotInTheAppWhenTheLastDeviceSignedOutMeanwhile() {
    alert();
    fixture.signOut(phone);
    fixture.signOut(tablet);

    fixture.runDue();

    assertThat(fixture.push.attempts()).isEmpty();
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
  }

  @Test
  void doesNotReachADeviceWhoseSessionHasExpired() {
    fixture.clock.set(phone.expiresAt());
    OpenedSession again = fixture.signIn(ada, new PushToken("new-phone"));

    fixture.nomad.raiseAlerts().test(again.user());
    fixture.runDue();

    assertThat(fixture.push.attempts())
        .map(PushMessage::to)
        .containsExactly(new PushToken("new-phone"));
  }

  @Test
  void isNotSentAgainWhenItCannotBeStoredAtOnceThatItWas() {
    alert();
    fixture.faults.failNext("Deliveries.conclude");

    fixture.runDue();

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
  }

  @Test
  void isNotSentByAProcessThatHasLostTheHold() {
    alert();
    DueWork delivery = fixture.stores.schedule().dueAt(fixture.clock.instant()).getFirst();

    fixture.nomad.dueWork().handle(delivery, () -> false);

    assertThat(fixture.push.attempts()).isEmpty();
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.PENDING);
  }

  @Test
  void leavesTheJobToTheProcessThatHasTakenOverMeanwhile() {
    alert();
    DueWork work = fixture.stores.schedule().dueAt(fixture.clock.instant()).getFirst();
    JobId id = ((DueWork.RunJob) work).job();

    fixture
        .nomad
        .dueWork()
        .handle(
            work,
            () -> {
              Job begun = fixture.stores.jobs().find(id).orElseThrow();
              fixture.stores.jobs().save(begun.started(fixture.clock.instant()));
              return true;
            });

    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
    Job theirs = fixture.stores.jobs().find(id).orElseThrow();
    assertThat(theirs.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(theirs.attempts()).isGreaterThan(1);
  }

  @Test
  void happensAgainUnderTheSameKeyWhenItCannotBeStoredThatItWas() {
    alert();
    fixture.faults.failEvery("Deliveries.conclude");
    fixture.runDue();
    fixture.faults.heal();

    fixture.runDueFor(Duration.ofMinutes(1));

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(fixture.push.acceptedBy(PHONE))
        .hasSize(2)
        .map(PushMessage::collapseKey)
        .containsOnly(theAlert().id().value());
  }

  @Test
  void isOverWhenTheAlertIsGone() {
    alert();
    fixture.stores.users().remove(phone.user());

    assertThat(fixture.runDue().failed()).isEmpty();

    assertThat(fixture.push.attempts()).isEmpty();
    assertThat(fixture.stores.schedule().planned()).isEmpty();
  }

  private void alert() {
    fixture.nomad.raiseAlerts().test(phone.user());
  }

  private Notification theAlert() {
    return fixture.alerts(phone.user()).getFirst();
  }

  private Optional<Device> device(OpenedSession session) {
    return fixture.stores.sessions().find(session.session()).flatMap(Session::device);
  }
}
