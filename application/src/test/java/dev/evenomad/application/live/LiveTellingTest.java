package dev.evenomad.application.live;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.application.live.LiveMessage.CharacterIsSynced;
import dev.evenomad.application.live.LiveMessage.JobIsOver;
import dev.evenomad.application.live.LiveMessage.NotificationIs;
import dev.evenomad.application.live.LiveMessage.NotificationsAreRead;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.application.sync.RequestSync;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvent.CharacterSynced.Outcome;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.Faults;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What open apps are told when things happen to a pilot. */
final class LiveTellingTest {

  private static final PushToken PHONE = new PushToken("phone");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final Told app = new Told();

  @Test
  void anAlertIsToldWhenItComesToBeAndWhenItIsPushed() {
    OpenedSession phone = opened(fixture.signIn(ada, PHONE));

    fixture.nomad.raiseAlerts().test(phone.user());
    assertThat(notifications())
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.notification().status()).isEqualTo(NotificationStatus.PENDING);
              assertThat(is.notification()).isEqualTo(alerts(phone).getFirst());
              assertThat(is.unread()).isZero();
            });

    fixture.runDue();

    assertThat(notifications())
        .hasSize(2)
        .last()
        .satisfies(
            is -> {
              assertThat(is.notification()).isEqualTo(alerts(phone).getFirst());
              assertThat(is.notification().status()).isEqualTo(NotificationStatus.SENT);
              assertThat(is.unread()).isEqualTo(1);
            });
  }

  @Test
  void anAlertIsToldOnceIfThereIsNothingToPushTo() {
    OpenedSession browser = opened(fixture.signIn(ada));

    fixture.nomad.raiseAlerts().test(browser.user());
    fixture.runDue();

    assertThat(notifications())
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.notification().status()).isEqualTo(NotificationStatus.SENT);
              assertThat(is.unread()).isEqualTo(1);
            });
  }

  @Test
  void anAlertThatNoDeviceTakesIsToldAsFailed() {
    OpenedSession phone = opened(fixture.signIn(ada, PHONE));
    fixture.push.answerAll(new PushOutcome.Rejected("planned"));

    fixture.nomad.raiseAlerts().test(phone.user());
    fixture.runDue();

    assertThat(notifications())
        .extracting(is -> is.notification().status())
        .containsExactly(NotificationStatus.PENDING, NotificationStatus.FAILED);
  }

  @Test
  void oneThatIsReadIsToldAllAppsOnce() {
    OpenedSession browser = opened(fixture.signIn(ada));
    NotificationId alert = fixture.nomad.raiseAlerts().test(browser.user()).orElseThrow().id();

    fixture.nomad.inbox().markRead(browser.user(), alert, Optional.of(browser.session()));
    fixture.nomad.inbox().markRead(browser.user(), alert, Optional.of(browser.session()));

    assertThat(notifications())
        .hasSize(2)
        .last()
        .satisfies(
            is -> {
              assertThat(is.notification().status()).isEqualTo(NotificationStatus.READ);
              assertThat(is.unread()).isZero();
            });
  }

  @Test
  void allThatAreReadAreToldTogether() {
    OpenedSession browser = opened(fixture.signIn(ada));
    NotificationId one = fixture.nomad.raiseAlerts().test(browser.user()).orElseThrow().id();
    NotificationId other = fixture.nomad.raiseAlerts().test(browser.user()).orElseThrow().id();

    fixture.nomad.inbox().markAllRead(browser.user(), Optional.empty());
    fixture.nomad.inbox().markAllRead(browser.user(), Optional.empty());

    assertThat(reads())
        .singleElement()
        .satisfies(
            are -> {
              assertThat(are.read().notifications()).containsExactlyInAnyOrder(one, other);
              assertThat(are.read().at()).isEqualTo(START);
              assertThat(are.unread()).isZero();
            });
  }

  @Test
  void veryManyThatAreReadAreToldInParts() {
    OpenedSession browser = opened(fixture.signIn(ada));
    List<NotificationId> unread = new ArrayList<>();
    for (int i = 0; i < 2 * LiveEvent.NotificationsRead.MOST + 1; i++) {
      Notification sent = Samples.notification(browser.user()).sent(START);
      fixture.stores.notifications().addIfNew(sent);
      unread.add(sent.id());
    }

    fixture.nomad.inbox().markAllRead(browser.user(), Optional.empty());

    assertThat(reads()).hasSize(3);
    assertThat(reads().stream().flatMap(are -> are.read().notifications().stream()))
        .containsExactlyInAnyOrderElementsOf(unread);
  }

  @Test
  void oneThatIsOldNewsIsToldAsRead() {
    OpenedSession phone = fixture.signIn(ada, PHONE);
    onlyTrains(START.plusSeconds(3600));
    fixture.runDueUntil(START.plusSeconds(3600));
    opened(phone);
    onlyTrains(START.plus(Duration.ofDays(9)));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(notifications())
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.notification()).isEqualTo(alerts(phone).getLast());
              assertThat(is.notification().status()).isEqualTo(NotificationStatus.READ);
            });
  }

  @Test
  void oneThatIsWithdrawnBeforeItWasPushedIsToldAsFailed() {
    OpenedSession phone = fixture.signIn(ada, PHONE);
    fixture.push.answerAll(new PushOutcome.TryLater(Duration.ofHours(5), "planned"));
    onlyTrains(START.plusSeconds(3600));
    fixture.runDueUntil(START.plusSeconds(3600));
    opened(phone);
    onlyTrains(START.plus(Duration.ofDays(9)));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(notifications())
        .singleElement()
        .satisfies(
            is -> assertThat(is.notification().error()).contains("withdrawn: the queue goes on"));
  }

  @Test
  void readingsAreToldWhenTheyBringSomethingNew() {
    opened(fixture.signIn(ada));

    fixture.runDueFor(Duration.ofHours(2));
    assertThat(syncs()).as("the first one, of many").containsExactly(Outcome.UPDATED);

    onlyTrains(START.plus(Duration.ofDays(9)));
    fixture.runDueFor(Duration.ofHours(2));

    assertThat(syncs()).containsExactly(Outcome.UPDATED, Outcome.UPDATED);
    CharacterIsSynced last = (CharacterIsSynced) app.news().getLast();
    assertThat(last.synced().character()).isEqualTo(ada);
    assertThat(last.synced().kind()).isEqualTo(SyncKind.SKILLS);
  }

  @Test
  void readingsThatFailAreToldOnceAndSoIsThatTheyWorkAgain() {
    opened(fixture.signIn(ada));
    fixture.runDueFor(Duration.ofHours(1));

    fixture.eve.begin(Trouble.ESI_DOWN);
    fixture.runDueFor(Duration.ofHours(6));
    fixture.eve.end(Trouble.ESI_DOWN);
    fixture.runDueFor(Duration.ofHours(6));

    assertThat(syncs()).containsExactly(Outcome.UPDATED, Outcome.FAILED, Outcome.RECOVERED);
  }

  @Test
  void readingsThatNeedThePilotAreToldBesideTheAlert() {
    OpenedSession browser = opened(fixture.signIn(ada));
    fixture.runDueFor(Duration.ofHours(1));

    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(12));

    assertThat(syncs()).containsExactly(Outcome.UPDATED, Outcome.PARKED);
    assertThat(notifications())
        .extracting(is -> is.notification().kind())
        .containsExactly(NotificationKind.REAUTHORIZATION_NEEDED);
    assertThat(alerts(browser)).hasSize(1);
  }

  @Test
  void aReadingThatWasAskedForIsToldWhenItIsOver() {
    OpenedSession browser = fixture.signIn(ada);
    fixture.runDueFor(Duration.ofMinutes(3));
    opened(browser);
    Job job = request(browser);

    fixture.runDue();

    assertThat(app.news())
        .singleElement()
        .satisfies(
            message -> {
              LiveEvent.JobEnded ended = ((JobIsOver) message).ended();
              assertThat(ended.job()).isEqualTo(job.id());
              assertThat(ended.character()).isEqualTo(ada);
              assertThat(ended.kind()).isEqualTo(SyncKind.SKILLS);
              assertThat(ended.succeeded()).isTrue();
              assertThat(ended.at()).isEqualTo(fixture.clock.instant());
            });
  }

  @Test
  void aReadingThatWasAskedForAndFailsIsToldWhenItIsGivenUp() {
    OpenedSession browser = fixture.signIn(ada);
    fixture.runDueFor(Duration.ofMinutes(3));
    opened(browser);
    fixture.eve.begin(Trouble.ESI_DOWN);
    Job job = request(browser);

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(app.news().stream().filter(JobIsOver.class::isInstance))
        .singleElement()
        .satisfies(
            message -> {
              LiveEvent.JobEnded ended = ((JobIsOver) message).ended();
              assertThat(ended.job()).isEqualTo(job.id());
              assertThat(ended.succeeded()).isFalse();
            });
  }

  @Test
  void nothingIsToldOfWhatWasNotStored() {
    OpenedSession browser = opened(fixture.signIn(ada));
    NotificationId alert = fixture.nomad.raiseAlerts().test(browser.user()).orElseThrow().id();
    fixture.faults.failNext("LiveEvents.add");

    assertThatExceptionOfType(Faults.Fault.class)
        .isThrownBy(() -> fixture.nomad.inbox().markRead(browser.user(), alert, Optional.empty()));

    assertThat(alerts(browser).getFirst().status()).isEqualTo(NotificationStatus.SENT);
    assertThat(notifications()).hasSize(1);
  }

  private OpenedSession opened(OpenedSession session) {
    assertThat(
            fixture
                .nomad
                .liveStreams()
                .open(session.user(), session.session(), Optional.empty(), app))
        .isInstanceOf(LiveStreams.Outcome.Opened.class);
    return session;
  }

  private void onlyTrains(Instant finish) {
    fixture.eve.setQueue(ada, new SkillQueue(List.of(training(0, GUNNERY, 3, finish))));
  }

  private Job request(OpenedSession session) {
    return ((RequestSync.Outcome.Queued) fixture.nomad.requestSync().request(session.user(), ada))
        .jobs()
        .getFirst();
  }

  private List<Notification> alerts(OpenedSession session) {
    return fixture.alerts(session.user());
  }

  private List<NotificationIs> notifications() {
    return app.news().stream()
        .filter(NotificationIs.class::isInstance)
        .map(NotificationIs.class::cast)
        .toList();
  }

  private List<NotificationsAreRead> reads() {
    return app.news().stream()
        .filter(NotificationsAreRead.class::isInstance)
        .map(NotificationsAreRead.class::cast)
        .toList();
  }

  private List<Outcome> syncs() {
    return app.news().stream()
        .filter(CharacterIsSynced.class::isInstance)
        .map(message -> ((CharacterIsSynced) message).synced().outcome())
        .toList();
  }
}
