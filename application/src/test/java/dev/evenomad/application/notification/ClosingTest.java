package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alerts that are taken away from phones, because they were read elsewhere or are old news. */
final class ClosingTest {

  private static final PushToken PHONE = new PushToken("phone");
  private static final PushToken TABLET = new PushToken("tablet");
  private static final PushToken BROWSER = new PushToken("browser");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession phone = fixture.signIn(ada, PHONE);

  @Test
  void reachesTheOtherDevicesOfWhoeverReadTheAlert() {
    fixture.signIn(ada, TABLET);
    browse();
    NotificationId alert = alerted();

    fixture.nomad.inbox().markRead(phone.user(), alert, Optional.of(phone.session()));
    fixture.runDue();

    assertThat(closings(TABLET))
        .singleElement()
        .satisfies(
            closing -> {
              assertThat(closing.data())
                  .containsEntry("type", "closed")
                  .containsEntry("notificationIds", alert.value());
              assertThat(closing.unread()).isZero();
            });
    assertThat(closings(PHONE)).as("it knows").isEmpty();
    assertThat(closings(BROWSER)).as("it would show it").isEmpty();
  }

  @Test
  void isPlannedOnlyOnceForWhatIsReadTwice() {
    fixture.signIn(ada, TABLET);
    NotificationId alert = alerted();

    fixture.nomad.inbox().markRead(phone.user(), alert, Optional.of(phone.session()));
    fixture.nomad.inbox().markRead(phone.user(), alert, Optional.of(phone.session()));
    fixture.runDue();

    assertThat(closings(TABLET)).hasSize(1);
  }

  @Test
  void takesAllAwayThatWasReadAtOnce() {
    fixture.signIn(ada, TABLET);
    alerted();

    assertThat(fixture.nomad.inbox().markAllRead(phone.user(), Optional.of(phone.session())))
        .isEqualTo(1);
    assertThat(fixture.nomad.inbox().markAllRead(phone.user(), Optional.of(phone.session())))
        .isZero();
    fixture.runDue();

    assertThat(closings(TABLET))
        .singleElement()
        .satisfies(
            closing ->
                assertThat(closing.data())
                    .containsEntry("all", "true")
                    .doesNotContainKey("notificationIds"));
  }

  @Test
  void isTriedAgainWhereItWasNotTaken() {
    fixture.signIn(ada, TABLET);
    NotificationId alert = alerted();
    fixture.push.answerAll(new PushOutcome.TryLater(Duration.ofMinutes(1), "planned"));

    fixture.nomad.inbox().markRead(phone.user(), alert, Optional.of(phone.session()));
    fixture.runDue();
    fixture.push.recover();
    fixture.runDueFor(Duration.ofMinutes(5));

    assertThat(closings(TABLET)).hasSize(1);
  }

  @Test
  void needsNoWorkIfThereIsNoOtherDevice() {
    NotificationId alert = alerted();

    fixture.nomad.inbox().markRead(phone.user(), alert, Optional.of(phone.session()));
    fixture.runDue();

    assertThat(closings(PHONE)).isEmpty();
  }

  @Test
  void followsWhenTheQueueGoesOnAfterItsEndWasTold() {
    onlyTrains(START.plusSeconds(3600));
    fixture.runDueUntil(START.plusSeconds(3600));
    assertThat(alerts()).hasSize(2);
    onlyTrains(START.plus(Duration.ofDays(9)));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(alerts())
        .extracting(Notification::status)
        .containsExactly(NotificationStatus.SENT, NotificationStatus.READ);
    assertThat(closings(PHONE))
        .singleElement()
        .satisfies(
            closing ->
                assertThat(closing.data())
                    .containsEntry("notificationIds", alerts().getLast().id().value()));
  }

  @Test
  void isNotNeededForWhatWasWithdrawnBeforeItWasPushed() {
    fixture.push.answerAll(new PushOutcome.TryLater(Duration.ofHours(5), "planned"));
    onlyTrains(START.plusSeconds(3600));
    fixture.runDueUntil(START.plusSeconds(3600));
    onlyTrains(START.plus(Duration.ofDays(9)));
    fixture.runDueFor(Duration.ofHours(3));
    fixture.push.recover();

    fixture.runDueFor(Duration.ofHours(10));

    assertThat(alerts().getLast().error()).contains("withdrawn: the queue goes on");
    assertThat(fixture.push.acceptedBy(PHONE))
        .extracting(message -> message.data().get("type"))
        .containsExactly("skill_complete");
  }

  private void browse() {
    fixture.redeem(
        fixture.comeBack(fixture.goToEve(Optional.empty()), ada),
        Optional.of(new Device(DeviceType.WEB, Optional.of(BROWSER))));
  }

  /** A skill that has finished, and of which every device was told. */
  private NotificationId alerted() {
    Instant finish = START.plusSeconds(300);
    fixture.queue(
        ada,
        training(0, GUNNERY, 3, finish),
        training(1, GUNNERY, 4, START.plus(Duration.ofDays(30))));
    fixture.runDueUntil(finish);
    assertThat(alerts()).hasSize(1);
    return alerts().getFirst().id();
  }

  private void onlyTrains(Instant finish) {
    fixture.eve.setQueue(ada, new SkillQueue(List.of(training(0, GUNNERY, 3, finish))));
  }

  private List<Notification> alerts() {
    return fixture.alerts(phone.user());
  }

  private List<PushMessage> closings(PushToken device) {
    return fixture.push.acceptedBy(device).stream()
        .filter(message -> message.content() instanceof Content.Closing)
        .toList();
  }
}
