package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several alerts that reach the phone as one. */
final class DigestTest {

  private static final PushToken PHONE = new PushToken("phone");
  private static final PushToken TABLET = new PushToken("tablet");
  private static final Instant MORNING = Instant.parse("2026-09-01T18:00:00Z");
  private static final QuietHours DAYTIME =
      new QuietHours(LocalTime.of(9, 0), LocalTime.of(18, 0), ZoneOffset.UTC);

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final OpenedSession session = signIn(PHONE);

  @Test
  void isOnePushForManyMailsOfOneReading() {
    receive(5);

    PushMessage digest = theOnlyPush();
    assertThat(digest.content())
        .isEqualTo(
            new Content.Alert(
                NotificationKind.EVE_MAIL_RECEIVED,
                "5 new EVE mails",
                "Ada: “mail 1”.\nAda: “mail 2”.\nand 3 more"));
    assertThat(digest.unread()).isEqualTo(5);
    assertThat(digest.data())
        .containsEntry("type", "eve_mail_received")
        .containsEntry("count", "5")
        .containsEntry("characterId", ada.toString())
        .containsEntry(
            "notificationIds",
            alerts().stream().map(alert -> alert.id().value()).collect(Collectors.joining(",")));
    assertThat(alerts())
        .hasSize(5)
        .extracting(Notification::status)
        .containsOnly(NotificationStatus.SENT);
  }

  @Test
  void isNotMadeIfThePilotWantsEachByItself() {
    fixture.prefer(
        session.user(),
        new NotificationPreferences(
            true, true, true, true, true, Set.of(), Optional.empty(), LeadTimes.DEFAULT, false));

    receive(3);

    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(3);
  }

  @Test
  void isOnePushForAllThatQuietHoursHeldBack() {
    quietByDay();
    fixture.queue(ada, training(0, GUNNERY, 3, START.plusSeconds(3600)));
    receive(2);

    fixture.runDueUntil(MORNING.minusMillis(1));
    assertThat(fixture.push.attempts()).isEmpty();
    assertThat(alerts())
        .hasSize(3)
        .extracting(Notification::status)
        .containsOnly(NotificationStatus.PENDING);
    fixture.runDueUntil(MORNING);

    assertThat(theOnlyPush().content())
        .isEqualTo(
            new Content.Alert(
                Optional.empty(),
                "3 alerts",
                "Ada: “mail 1”.\nAda: “mail 2”.\nAda has trained Gunnery to level III."));
    assertThat(theOnlyPush().data()).containsEntry("type", "digest").containsEntry("count", "3");
    assertThat(alerts()).extracting(Notification::status).containsOnly(NotificationStatus.SENT);
  }

  @Test
  void isTheAlertItselfIfOnlyOneIsLeft() {
    quietByDay();
    receive(2);
    fixture.eve.life().setMails(ada, List.of(mail(0, true), mail(1, true), mail(2, false)));

    fixture.runDueUntil(MORNING);

    assertThat(theOnlyPush().content())
        .isEqualTo(
            new Content.Alert(
                NotificationKind.EVE_MAIL_RECEIVED, "New EVE mail", "Ada: “mail 2”."));
    assertThat(alerts())
        .extracting(Notification::status)
        .containsExactly(NotificationStatus.FAILED, NotificationStatus.SENT);
    assertThat(alerts().getFirst().error()).contains("withdrawn: it was read in the game");
  }

  @Test
  void isNotPushedIfNothingIsLeft() {
    quietByDay();
    receive(2);
    fixture.eve.life().setMails(ada, List.of(mail(0, true), mail(1, true), mail(2, true)));

    fixture.runDueUntil(MORNING.plusSeconds(3600));

    assertThat(fixture.push.attempts()).isEmpty();
  }

  @Test
  void isMadeAnewEachDay() {
    quietByDay();
    receive(2);
    fixture.runDueUntil(MORNING.plusSeconds(3600));
    fixture.runDueUntil(START.plus(Duration.ofDays(1)));
    fixture
        .eve
        .life()
        .setMails(ada, IntStream.rangeClosed(0, 4).mapToObj(i -> mail(i, false)).toList());

    fixture.runDueUntil(MORNING.plus(Duration.ofDays(1)));

    assertThat(fixture.push.acceptedBy(PHONE))
        .map(PushMessage::data)
        .map(data -> data.get("count"))
        .containsExactly("2", "2");
  }

  @Test
  void reachesASecondDeviceLaterUnderTheSameKey() {
    signIn(TABLET);
    fixture.push.answer(TABLET, new PushOutcome.TryLater(Duration.ofMinutes(1), "planned"));
    receive(2);
    fixture.push.recover();

    fixture.runDueFor(Duration.ofMinutes(10));

    assertThat(theOnlyPush().data()).containsEntry("count", "2");
    assertThat(fixture.push.acceptedBy(TABLET))
        .singleElement()
        .satisfies(
            later -> {
              assertThat(later.collapseKey()).isEqualTo(theOnlyPush().collapseKey());
              assertThat(later.content()).isEqualTo(theOnlyPush().content());
              assertThat(later.unread()).isEqualTo(2);
            });
  }

  @Test
  void failsWithAllThatIsInItIfNoDeviceTakesIt() {
    fixture.push.answer(PHONE, new PushOutcome.Rejected("planned"));

    receive(2);

    assertThat(alerts())
        .hasSize(2)
        .allSatisfy(alert -> assertThat(alert.error()).contains("planned"));
  }

  private OpenedSession signIn(PushToken token) {
    return fixture.redeem(
        fixture.comeBack(fixture.goToEve(NomadFixture.APP, Scopes.MINIMAL, Optional.empty()), ada),
        Optional.of(new Device(DeviceType.ANDROID, Optional.of(token))));
  }

  /** So many new mails that one reading brings. */
  private void receive(int mails) {
    fixture.eve.life().setMails(ada, List.of(mail(0, true)));
    fixture.runDue();
    fixture
        .eve
        .life()
        .setMails(ada, IntStream.rangeClosed(0, mails).mapToObj(i -> mail(i, i == 0)).toList());
    fixture.runDueFor(Duration.ofMinutes(12));
  }

  private void quietByDay() {
    fixture.prefer(
        session.user(),
        new NotificationPreferences(true, true, true, true, true, Set.of(), Optional.of(DAYTIME)));
  }

  private List<Notification> alerts() {
    return fixture.alerts(session.user());
  }

  private PushMessage theOnlyPush() {
    List<PushMessage> pushes = fixture.push.acceptedBy(PHONE);
    assertThat(pushes).hasSize(1);
    return pushes.getFirst();
  }

  private static MailHeader mail(int id, boolean read) {
    return new MailHeader(
        new MailId(id + 1),
        Optional.empty(),
        "mail " + id,
        START.minusSeconds(600).plusSeconds(id),
        read,
        Set.of(1L),
        List.of());
  }
}
