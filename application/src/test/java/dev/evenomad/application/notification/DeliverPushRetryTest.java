package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.Notification;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeliverPushRetryTest {

  private static final PushToken PHONE = new PushToken("phone");
  private static final PushToken TABLET = new PushToken("tablet");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession phone = fixture.signIn(ada, PHONE);
  private final DueWork.RunJob delivery = raiseAnAlert();

  @Test
  void waitsAsLongAsThePushServiceAsks() {
    fixture.push.answer(PHONE, tryLater(Duration.ofMinutes(7)));

    fixture.runDue();

    assertThat(fixture.plannedFor(delivery)).contains(START.plus(Duration.ofMinutes(7)));
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.PENDING);
    assertThat(job().status()).isEqualTo(JobStatus.PENDING);
    assertThat(job().error()).contains("UNAVAILABLE");
    fixture.push.recover();
    fixture.runDueFor(Duration.ofMinutes(7));
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(theAlert().sentAt()).contains(START.plus(Duration.ofMinutes(7)));
  }

  @Test
  void asksOnlyTheDevicesThatAreLeft() {
    fixture.signIn(ada, TABLET);
    fixture.push.answer(PHONE, tryLater(Duration.ofMinutes(1)));

    fixture.runDue();
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    fixture.push.recover();
    fixture.runDueFor(Duration.ofMinutes(1));

    assertThat(fixture.push.attempts())
        .map(PushMessage::to)
        .containsExactlyInAnyOrder(PHONE, TABLET, PHONE);
    assertThat(job().status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(theAlert().sentAt()).contains(START);
  }

  @Test
  void waitsEverLongerUpToHalfAnHour() {
    fixture.push.answerAll(tryLater(Duration.ZERO));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      fixture.runDue();
      Instant next = fixture.plannedFor(delivery).orElseThrow();
      waits.add(Duration.between(fixture.clock.instant(), next));
      fixture.clock.set(next);
    }

    assertThat(waits.subList(0, 4))
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(80));
    assertThat(waits).isSorted().endsWith(Duration.ofMinutes(30));
  }

  @Test
  void blamesNoTokenAndNoAlertForOurOwnCredentials() {
    fixture.push.answerAll(new PushOutcome.Misconfigured("UNAUTHENTICATED"));

    fixture.runDue();

    assertThat(fixture.plannedFor(delivery)).contains(START.plus(Duration.ofMinutes(30)));
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.PENDING);
    fixture.push.recover();
    fixture.runDueFor(Duration.ofMinutes(30));
    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
  }

  @Test
  void givesUpOnAnAlertThatIsADayOld() {
    fixture.push.answerAll(tryLater(Duration.ofMinutes(30)));

    fixture.runDueFor(Duration.ofHours(24).minusSeconds(1));
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.PENDING);
    fixture.runDueFor(Duration.ofHours(1));

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(theAlert().error()).contains("the alert is too old");
    assertThat(fixture.plannedFor(delivery)).isEmpty();
    assertThat(fixture.push.attempts().getLast().timeToLive())
        .isBetween(Duration.ofMillis(1), Duration.ofMinutes(30));
  }

  @Test
  void leavesAnAlertThatReachedOneDeviceSentWhenItGivesUpOnTheOther() {
    fixture.signIn(ada, TABLET);
    fixture.push.answer(PHONE, tryLater(Duration.ofMinutes(30)));

    fixture.runDueFor(Duration.ofHours(25));

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(fixture.push.acceptedBy(TABLET)).hasSize(1);
    assertThat(fixture.plannedFor(delivery)).isEmpty();
  }

  @Test
  void stopsOnceThePilotHasReadTheAlert() {
    fixture.signIn(ada, TABLET);
    fixture.push.answer(PHONE, tryLater(Duration.ofMinutes(1)));
    fixture.runDue();
    fixture.nomad.inbox().markRead(phone.user(), theAlert().id(), Optional.of(phone.session()));
    fixture.push.recover();

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.push.acceptedBy(PHONE)).isEmpty();
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.READ);
    assertThat(job().result())
        .contains(JsonObject.ofStrings(Map.of("outcome", "there is nothing left to tell")));
  }

  @Test
  void stopsForADeviceThatSignedOutMeanwhile() {
    fixture.push.answerAll(tryLater(Duration.ofMinutes(1)));
    fixture.runDue();
    fixture.signOut(phone);
    fixture.push.recover();

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.push.accepted()).isEmpty();
    assertThat(theAlert().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(job().status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void reachesADeviceUnderTheTokenThatItHasByThen() {
    fixture.push.answerAll(tryLater(Duration.ofMinutes(1)));
    fixture.runDue();
    PushToken renewed = new PushToken("renewed");
    fixture
        .nomad
        .currentSession()
        .useDevice(phone.session(), new Device(DeviceType.ANDROID, Optional.of(renewed)));
    fixture.push.recover();

    fixture.runDueFor(Duration.ofMinutes(1));

    assertThat(fixture.push.acceptedBy(renewed)).hasSize(1);
    assertThat(fixture.push.acceptedBy(PHONE)).isEmpty();
  }

  @Test
  void dropsATokenThatTurnsOutToBeDeadLater() {
    fixture.push.answerAll(tryLater(Duration.ofMinutes(1)));
    fixture.runDue();
    fixture.push.answerAll(new PushOutcome.TokenInvalid("UNREGISTERED"));

    fixture.runDueFor(Duration.ofMinutes(1));

    assertThat(theAlert().status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(theAlert().error()).contains("UNREGISTERED");
    assertThat(fixture.stores.sessions().find(phone.session()))
        .flatMap(Session::pushToken)
        .isEmpty();
  }

  private DueWork.RunJob raiseAnAlert() {
    fixture.runDue();
    fixture.nomad.raiseAlerts().test(phone.user());
    return fixture.stores.schedule().planned().keySet().stream()
        .filter(DueWork.RunJob.class::isInstance)
        .map(DueWork.RunJob.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static PushOutcome tryLater(Duration wait) {
    return new PushOutcome.TryLater(wait, "UNAVAILABLE");
  }

  private Notification theAlert() {
    return fixture.alerts(phone.user()).getFirst();
  }

  private Job job() {
    return fixture.stores.jobs().find(delivery.job()).orElseThrow();
  }
}
