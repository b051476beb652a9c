package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.notification.Notifications;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Notifications} does, but for its pages. */
public interface NotificationsContract {

  /** The stores under test. */
  Stores stores();

  @Test
  default void findsNothingUnderAnUnknownId() {
    assertThat(stores().notifications().find(new NotificationId(Samples.id()))).isEmpty();
    assertThat(stores().notifications().unreadCount(newUser())).isZero();
    assertThat(stores().notifications().markAllRead(newUser(), NOW)).isEmpty();
  }

  @Test
  default void returnsNotificationsAsTheyWereStored() {
    UserId user = newUser();
    for (Notification notification :
        List.of(
            Samples.notification(user),
            Samples.fullNotification(user),
            Samples.notification(user).sent(NOW.plusSeconds(1)))) {
      assertThat(stores().notifications().addIfNew(notification)).isTrue();

      assertThat(stores().notifications().find(notification.id()).map(Versions::without))
          .contains(notification);
    }
  }

  @Test
  default void tellsAUserTheSameThingOnce() {
    DedupKey event = new DedupKey("event:" + Samples.id());
    Notification first = added(Samples.notification(newUser(), event, NOW));
    Notification again = Samples.notification(first.user(), event, NOW.plusSeconds(60));
    Notification toSomebodyElse = Samples.notification(newUser(), event, NOW);

    assertThat(stores().notifications().addIfNew(again)).isFalse();
    assertThat(stores().notifications().addIfNew(toSomebodyElse)).isTrue();

    assertThat(stores().notifications().find(again.id())).isEmpty();
    assertThat(stores().notifications().find(first.id())).contains(first);
  }

  @Test
  default void findsWhatAUserWasToldByItsKey() {
    DedupKey event = new DedupKey("event:" + Samples.id());
    Notification told = added(Samples.notification(newUser(), event, NOW));
    Notification toSomebodyElse = added(Samples.notification(newUser(), event, NOW));

    assertThat(stores().notifications().find(told.user(), event)).contains(told);
    assertThat(stores().notifications().find(toSomebodyElse.user(), event))
        .contains(toSomebodyElse);
    assertThat(stores().notifications().find(told.user(), new DedupKey("another"))).isEmpty();
    assertThat(stores().notifications().find(newUser(), event)).isEmpty();
  }

  @Test
  default void goesOnWithATransactionInWhichSomethingWasToldBefore() {
    DedupKey event = new DedupKey("event:" + Samples.id());
    UserId user = newUser();
    Notification first = Samples.notification(user, event, NOW);
    Notification again = Samples.notification(user, event, NOW);
    Notification another = Samples.notification(user);

    List<Boolean> stored =
        stores()
            .transactions()
            .call(
                () ->
                    List.of(
                        stores().notifications().addIfNew(first),
                        stores().notifications().addIfNew(again),
                        stores().notifications().addIfNew(another)));

    assertThat(stored).containsExactly(true, false, true);
    assertThat(stores().notifications().find(first.id())).isPresent();
    assertThat(stores().notifications().find(again.id())).isEmpty();
    assertThat(stores().notifications().find(another.id())).isPresent();
  }

  @Test
  default void tellsTheSameThingOnceHoweverManyDetectIt() {
    DedupKey event = new DedupKey("event:" + Samples.id());
    UserId user = newUser();

    List<Boolean> stored =
        Race.run(
            runner ->
                stores()
                    .transactions()
                    .<Boolean>call(
                        () ->
                            stores()
                                .notifications()
                                .addIfNew(Samples.notification(user, event, NOW).sent(NOW))));

    assertThat(stored).containsOnlyOnce(true);
    assertThat(stores().notifications().markAllRead(user, NOW))
        .as("what is stored, being sent")
        .hasSize(1);
  }

  @Test
  default void tellsWhatAFailedTransactionCouldNot() {
    Notification notification = Samples.notification(newUser());
    IllegalStateException planned = new IllegalStateException("planned");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().notifications().addIfNew(notification);
                          throw planned;
                        }))
        .isSameAs(planned);

    assertThat(stores().notifications().find(notification.id())).isEmpty();
    assertThat(stores().notifications().addIfNew(notification)).isTrue();
  }

  @Test
  default void refusesANotificationWithoutItsUser() {
    Notification orphan = Samples.notification(Samples.userId());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().notifications().addIfNew(orphan));

    assertThat(stores().notifications().find(orphan.id())).isEmpty();
  }

  @Test
  default void storesEveryStepAndCountsThem() {
    Notification pending = added(Samples.fullNotification(newUser()));

    Notification sent = saved(pending.sent(NOW.plusSeconds(1)));
    Notification read = saved(sent.read(NOW.plusSeconds(2)));
    Notification failed = saved(added(Samples.notification(pending.user())).failed(Samples.TEXT));

    assertThat(pending.version()).isPositive();
    assertThat(sent.version()).isGreaterThan(pending.version());
    assertThat(Versions.without(sent))
        .isEqualTo(Versions.without(pending.sent(NOW.plusSeconds(1))));
    assertThat(read.version()).isGreaterThan(sent.version());
    assertThat(Versions.without(read)).isEqualTo(Versions.without(sent.read(NOW.plusSeconds(2))));
    assertThat(failed.status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(failed.error()).contains(Samples.TEXT);
  }

  @Test
  default void letsTheSecondWriterLose() {
    Notification read = added(Samples.notification(newUser()));
    Notification winner = saved(read.failed("refused"));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().notifications().save(read.sent(NOW)));

    assertThat(stores().notifications().find(read.id())).contains(winner);
  }

  @Test
  default void refusesToChangeANotificationThatIsNotThere() {
    Notification removed = added(Samples.notification(newUser()));
    stores().users().remove(removed.user());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().notifications().save(removed.sent(NOW)));

    assertThat(stores().notifications().find(removed.id())).isEmpty();
  }

  @Test
  default void countsWhatIsSentAndNotRead() {
    UserId user = newUser();
    added(Samples.notification(user));
    sent(user);
    sent(user);
    saved(sent(user).read(NOW.plusSeconds(2)));
    saved(added(Samples.notification(user)).failed("refused"));
    sent(newUser());

    assertThat(stores().notifications().unreadCount(user)).isEqualTo(2);
  }

  @Test
  default void countsUnreadOnesOfSeveralUsers() {
    UserId two = newUser();
    UserId none = newUser();
    sent(two);
    sent(two);
    saved(sent(none).read(NOW.plusSeconds(2)));
    UserId one = newUser();
    sent(one);
    sent(newUser());

    assertThat(stores().notifications().unreadCounts(Set.of(one, two, none, Samples.userId())))
        .isEqualTo(Map.of(one, 1L, two, 2L));
    assertThat(stores().notifications().unreadCounts(Set.of())).isEmpty();
  }

  @Test
  default void findsSeveralByTheirIds() {
    Notification one = sent(newUser());
    Notification two = added(Samples.fullNotification(newUser()));
    sent(newUser());

    assertThat(
            stores()
                .notifications()
                .find(Set.of(one.id(), two.id(), new NotificationId(Samples.id()))))
        .containsExactlyInAnyOrder(one, two);
    assertThat(stores().notifications().find(Set.of())).isEmpty();
  }

  @Test
  default void marksAllSentOnesOfAUserAsRead() {
    UserId user = newUser();
    Notification pending = added(Samples.notification(user));
    Notification one = sent(user);
    Notification two = sent(user);
    Notification readBefore = saved(sent(user).read(NOW.plusSeconds(2)));
    Notification somebodyElses = sent(newUser());

    assertThat(stores().notifications().markAllRead(user, NOW.plusSeconds(9)))
        .containsExactlyInAnyOrder(one.id(), two.id());

    for (Notification marked : List.of(one, two)) {
      assertThat(stores().notifications().find(marked.id()).map(Versions::without))
          .contains(Versions.without(marked.read(NOW.plusSeconds(9))));
    }
    for (Notification untouched : List.of(pending, readBefore, somebodyElses)) {
      assertThat(stores().notifications().find(untouched.id())).contains(untouched);
    }
    assertThat(stores().notifications().unreadCount(user)).isZero();
    assertThat(stores().notifications().markAllRead(user, NOW.plusSeconds(10))).isEmpty();
  }

  @Test
  default void doesNotUndoTheMarkOfAllWithAnOutdatedNotification() {
    Notification outdated = sent(newUser());
    stores().notifications().markAllRead(outdated.user(), NOW.plusSeconds(9));
    Optional<Notification> marked = stores().notifications().find(outdated.id());

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().notifications().save(outdated.read(NOW.plusSeconds(10))));

    assertThat(stores().notifications().find(outdated.id())).isEqualTo(marked);
  }

  @Test
  default void sweepsWhatWasReadLongAgo() {
    Instant sweep = Instant.parse("2003-05-06T00:00:00Z");
    stores().notifications().removeReadBefore(sweep, 100);
    UserId user = newUser();
    Notification before = saved(sent(user).read(sweep.minusSeconds(1)));
    Notification exactly = saved(sent(user).read(sweep));
    Notification unread =
        added(
            Samples.notification(
                user, new DedupKey("event:" + Samples.id()), sweep.minusSeconds(99)));

    assertThat(stores().notifications().removeReadBefore(sweep, 100)).isEqualTo(1);

    assertThat(stores().notifications().find(before.id())).isEmpty();
    assertThat(stores().notifications().find(exactly.id())).contains(exactly);
    assertThat(stores().notifications().find(unread.id())).contains(unread);
    assertThat(stores().notifications().removeReadBefore(sweep, 100)).isZero();
  }

  @Test
  default void movesThoseAboutACharacterToAnotherUser() {
    UserId from = newUser();
    UserId to = newUser();
    Notification about = added(Samples.fullNotification(from));
    CharacterId character = about.character().orElseThrow();
    Notification aboutNobody = added(Samples.notification(from));

    assertThat(stores().notifications().move(from, to, Optional.of(character)))
        .containsExactly(about.id());

    Notification moved = stores().notifications().find(about.id()).orElseThrow();
    assertThat(moved.user()).isEqualTo(to);
    assertThat(moved.title()).isEqualTo(about.title());
    assertThat(moved.version()).isGreaterThan(about.version());
    assertThat(stores().notifications().find(aboutNobody.id())).contains(aboutNobody);
  }

  @Test
  default void movesAllButWhatTheOtherUserKnows() {
    UserId from = newUser();
    UserId to = newUser();
    DedupKey event = new DedupKey("event:" + Samples.id());
    Notification known = added(Samples.notification(to, event, NOW));
    Notification same = added(Samples.notification(from, event, NOW));
    Notification sent = sent(from);
    Notification pending = added(Samples.notification(from));

    assertThat(stores().notifications().move(from, to, Optional.empty()))
        .containsExactly(pending.id());

    assertThat(stores().notifications().find(sent.id()).map(Notification::user)).contains(to);
    assertThat(stores().notifications().find(same.id())).contains(same);
    assertThat(stores().notifications().find(known.id())).contains(known);
    assertThat(stores().notifications().move(from, to, Optional.empty())).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private Notification sent(UserId user) {
    return saved(added(Samples.notification(user)).sent(NOW.plusSeconds(1)));
  }

  private Notification added(Notification notification) {
    assertThat(stores().notifications().addIfNew(notification)).isTrue();
    return stores().notifications().find(notification.id()).orElseThrow();
  }

  private Notification saved(Notification notification) {
    stores().notifications().save(notification);
    return stores().notifications().find(notification.id()).orElseThrow();
  }
}
