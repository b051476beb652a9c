package dev.evenomad.application.notification;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.notification.Inbox.ReadOutcome;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InboxTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();
  private final UserId other = fixture.signIn(fixture.newCharacter("Bo")).user();
  private final Inbox inbox = fixture.nomad.inbox();

  @Test
  void listsTheUsersAlertsPageByPageTheNewestFirst() {
    List<NotificationId> raised = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      fixture.clock.advance(Duration.ofSeconds(1));
      raised.addFirst(alert(user).id());
      alert(other);
    }

    List<NotificationId> listed = new ArrayList<>();
    Optional<NotificationQuery> next = Optional.of(NotificationQuery.latest(2));
    while (next.isPresent()) {
      NotificationPage page = inbox.page(user, next.get());
      page.items().forEach(item -> listed.add(item.id()));
      next = page.next().map(next.get()::after);
    }

    assertThat(listed).isEqualTo(raised);
  }

  @Test
  void showsNobodyElsesAlertsWhoeversTheQueryAsksFor() {
    NotificationId own = alert(user).id();
    alert(other);

    assertThat(inbox.page(user, NotificationQuery.latest(10).ofUser(other)).items())
        .map(Notification::id)
        .containsExactly(own);
    assertThat(fixture.nomad.notificationHistory().page(NotificationQuery.latest(10)).items())
        .as("what operators see")
        .hasSize(2);
  }

  @Test
  void countsWhatIsSentAndNotRead() {
    NotificationId first = alert(user).id();
    alert(user);
    alert(other);
    assertThat(inbox.unreadCount(user)).isEqualTo(2);

    inbox.markRead(user, first, Optional.empty());

    assertThat(inbox.unreadCount(user)).isEqualTo(1);
    assertThat(inbox.unreadCount(other)).isEqualTo(1);
  }

  @Test
  void remembersWhenAnAlertWasReadFirst() {
    NotificationId id = alert(user).id();
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(inbox.markRead(user, id, Optional.empty())).isInstanceOf(ReadOutcome.Read.class);
    fixture.clock.advance(Duration.ofMinutes(1));

    ReadOutcome again = inbox.markRead(user, id, Optional.empty());

    assertThat(again).isInstanceOf(ReadOutcome.Read.class);
    assertThat(((ReadOutcome.Read) again).notification().readAt())
        .contains(START.plus(Duration.ofMinutes(1)));
    assertThat(stored(id).readAt()).contains(START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void doesNotTellAForeignAlertFromAnUnknownOne() {
    NotificationId foreign = alert(other).id();

    assertThat(inbox.markRead(user, foreign, Optional.empty()))
        .isEqualTo(new ReadOutcome.NotFound());
    assertThat(inbox.markRead(user, new NotificationId("unknown"), Optional.empty()))
        .isEqualTo(new ReadOutcome.NotFound());

    assertThat(stored(foreign).status()).isEqualTo(NotificationStatus.SENT);
  }

  @Test
  void cannotMarkWhatIsStillOnItsWay() {
    fixture.signIn(ada, new PushToken("phone"));
    NotificationId id = alert(user).id();

    assertThat(inbox.markRead(user, id, Optional.empty())).isInstanceOf(ReadOutcome.NotSent.class);

    assertThat(stored(id).status()).isEqualTo(NotificationStatus.PENDING);
    assertThat(inbox.unreadCount(user)).isZero();
  }

  @Test
  void cannotMarkWhatFailed() {
    fixture.signIn(ada, new PushToken("phone"));
    fixture.push.answerAll(new PushOutcome.Rejected("INVALID_ARGUMENT"));
    NotificationId id = alert(user).id();
    fixture.runDue();

    assertThat(inbox.markRead(user, id, Optional.empty())).isInstanceOf(ReadOutcome.NotSent.class);

    assertThat(stored(id).status()).isEqualTo(NotificationStatus.FAILED);
  }

  @Test
  void marksAllOfOneUserAtOnce() {
    NotificationId first = alert(user).id();
    NotificationId second = alert(user).id();
    NotificationId foreign = alert(other).id();
    inbox.markRead(user, first, Optional.empty());
    fixture.clock.advance(Duration.ofMinutes(1));

    assertThat(inbox.markAllRead(user, Optional.empty())).isEqualTo(1);

    assertThat(inbox.markAllRead(user, Optional.empty())).isZero();
    assertThat(stored(first).readAt()).contains(START);
    assertThat(stored(second).readAt()).contains(START.plus(Duration.ofMinutes(1)));
    assertThat(stored(foreign).status()).isEqualTo(NotificationStatus.SENT);
  }

  private Notification alert(UserId to) {
    return fixture.nomad.raiseAlerts().test(to).orElseThrow();
  }

  private Notification stored(NotificationId id) {
    return fixture.stores.notifications().find(id).orElseThrow();
  }
}
