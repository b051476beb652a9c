package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Deliveries.Opened;
import dev.evenomad.domain.notification.Deliveries.Subject;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Deliveries} does. */
public interface DeliveriesContract {

  /** When deliveries are begun here. */
  Instant LATER = NOW.plusSeconds(7);

  /** The stores under test. */
  Stores stores();

  @Test
  default void beginsADeliveryAndFindsWhatItNeeds() {
    UserId user = user();
    Notification later = told(Samples.fullNotification(user));
    Notification earlier =
        told(Samples.notification(user, new DedupKey(Samples.id()), NOW.minusSeconds(1)));
    sent(Samples.notification(user));
    sent(Samples.notification(user));
    saved(sent(Samples.notification(user)).read(LATER));
    Session older = session(Samples.session(user, Samples.pushToken()));
    Session newer = session(Samples.session(user, Optional.empty(), NOW.plusSeconds(1)));
    session(Samples.session(user, Optional.empty(), LATER.minus(Session.LIFETIME)));
    UserId other = user();
    session(Samples.session(other));
    sent(Samples.notification(other));
    Job job = added(user, later, earlier);

    Opened opened = open(job).orElseThrow();

    assertThat(Versions.without(opened.job())).isEqualTo(Versions.without(job.started(LATER)));
    assertThat(stores().jobs().find(job.id())).contains(opened.job());
    assertThat(opened.job().version()).isGreaterThan(job.version());
    assertThat(opened.notifications()).containsExactly(earlier, later);
    assertThat(opened.sessions()).containsExactly(newer, older);
    assertThat(opened.unread()).isEqualTo(2);
  }

  @Test
  default void beginsADeliveryOnceMoreWhoseProcessDied() {
    Notification pending = told(Samples.notification(user()));
    Job job = added(pending.user(), pending);
    Job begun = open(job).orElseThrow().job();

    Job again = open(job).orElseThrow().job();

    assertThat(again.attempts()).isEqualTo(begun.attempts() + 1);
    assertThat(again.stillInTry(begun)).isFalse();
  }

  @Test
  default void beginsNothingThatIsOverOrNotThere() {
    Notification pending = told(Samples.notification(user()));
    Job job = added(pending.user(), pending);
    Job over = open(job).orElseThrow().job().failed("refused", LATER);
    stores().deliveries().conclude(over, List.of());

    assertThat(open(job)).isEmpty();
    assertThat(open(Samples.job())).isEmpty();

    assertThat(stores().jobs().find(job.id()).map(Versions::without))
        .contains(Versions.without(over));
  }

  @Test
  default void findsTheUserAlsoIfNotificationsAreGone() {
    UserId user = user();
    Session session = session(Samples.session(user));
    sent(Samples.notification(user));

    Opened opened = open(added(user, Samples.notification(user))).orElseThrow();

    assertThat(opened.notifications()).isEmpty();
    assertThat(opened.sessions()).containsExactly(session);
    assertThat(opened.unread()).isEqualTo(1);
  }

  @Test
  default void leavesOutWhatIsAnotherUsersByNow() {
    UserId from = user();
    UserId to = user();
    Notification moved = told(Samples.notification(from));
    Job job = added(from, moved);
    stores().notifications().move(from, to, Optional.empty());
    Notification stays = told(Samples.notification(from));

    assertThat(open(job).orElseThrow().notifications()).isEmpty();
    assertThat(open(added(from, moved, stays)).orElseThrow().notifications())
        .containsExactly(stays);
  }

  @Test
  default void findsNothingForADeliveryThatDoesNotSayWhatItIsAbout() {
    Job job = Samples.job();
    stores().jobs().add(job);

    Opened opened =
        stores().deliveries().open(job.id(), any -> Optional.empty(), LATER).orElseThrow();

    assertThat(opened.job().status()).isEqualTo(JobStatus.PROCESSING);

    assertThat(opened.notifications()).isEmpty();
    assertThat(opened.sessions()).isEmpty();
    assertThat(opened.unread()).isZero();
  }

  @Test
  default void storesThatNotificationsWereSent() {
    UserId user = user();
    Notification first = told(Samples.fullNotification(user));
    Notification second = told(Samples.notification(user));
    Job begun = open(added(user, first, second)).orElseThrow().job();
    Job completed = begun.completed(Optional.of(Samples.json()), LATER.plusSeconds(1));
    Instant at = LATER.plusSeconds(1);

    boolean counts =
        stores().deliveries().conclude(completed, List.of(first.sent(at), second.sent(at)));

    assertThat(counts).isTrue();
    Job stored = stores().jobs().find(begun.id()).orElseThrow();
    assertThat(Versions.without(stored)).isEqualTo(Versions.without(completed));
    assertThat(stored.version()).isGreaterThan(begun.version());
    for (Notification before : List.of(first, second)) {
      Notification after = found(before);
      assertThat(Versions.without(after)).isEqualTo(Versions.without(before.sent(at)));
      assertThat(after.version()).isGreaterThan(before.version());
    }
    assertThat(told(user))
        .containsExactlyInAnyOrder(
            new LiveEvent.NotificationChanged(user, first.id()),
            new LiveEvent.NotificationChanged(user, second.id()));
  }

  @Test
  default void storesThatNotificationsFailed() {
    Notification pending = told(Samples.fullNotification(user()));
    Job begun = open(added(pending.user(), pending)).orElseThrow().job();

    boolean counts =
        stores()
            .deliveries()
            .conclude(begun.failed(Samples.TEXT, LATER), List.of(pending.failed(Samples.TEXT)));

    assertThat(counts).isTrue();
    assertThat(Versions.without(found(pending)))
        .isEqualTo(Versions.without(pending.failed(Samples.TEXT)));
    assertThat(stores().jobs().find(begun.id()).flatMap(Job::error)).contains(Samples.TEXT);
    assertThat(told(pending.user()))
        .containsExactly(new LiveEvent.NotificationChanged(pending.user(), pending.id()));
  }

  @Test
  default void storesThatADeliveryIsTriedAgain() {
    Notification pending = told(Samples.notification(user()));
    Job job = added(pending.user(), pending);
    Job begun = open(job).orElseThrow().job();
    Job again = begun.toBeRetried(Samples.TEXT, Samples.json());

    assertThat(stores().deliveries().conclude(again, List.of())).isTrue();

    assertThat(stores().jobs().find(job.id()).map(Versions::without))
        .contains(Versions.without(again));
    assertThat(found(pending)).isEqualTo(pending);
    Job next =
        stores().deliveries().open(job.id(), any -> Optional.empty(), LATER).orElseThrow().job();
    assertThat(Versions.without(next)).isEqualTo(Versions.without(again.started(LATER)));
  }

  @Test
  default void doesNotCountATryThatAnotherOneHasTakenOver() {
    UserId user = user();
    Notification delivered = told(Samples.notification(user));
    Notification refused = told(Samples.notification(user));
    Job job = added(user, delivered, refused);
    Job begun = open(job).orElseThrow().job();
    Job takenOver = open(job).orElseThrow().job();

    boolean counts =
        stores()
            .deliveries()
            .conclude(
                begun.completed(Optional.empty(), LATER),
                List.of(delivered.sent(LATER), refused.failed("refused")));

    assertThat(counts).isFalse();
    assertThat(stores().jobs().find(job.id())).contains(takenOver);
    assertThat(found(delivered).status()).isEqualTo(NotificationStatus.SENT);
    assertThat(found(refused)).isEqualTo(refused);
  }

  @Test
  default void leavesNotificationsAsOthersMadeThemMeanwhile() {
    UserId user = user();
    Notification pending = told(Samples.notification(user));
    Notification alsoPending = told(Samples.notification(user));
    Job begun = open(added(user, pending, alsoPending)).orElseThrow().job();
    Notification withdrawn = saved(pending.failed("withdrawn"));
    Notification read = saved(saved(alsoPending.sent(NOW)).read(LATER));

    boolean counts =
        stores()
            .deliveries()
            .conclude(
                begun.completed(Optional.empty(), LATER),
                List.of(pending.sent(LATER), alsoPending.sent(LATER)));

    assertThat(counts).isTrue();
    assertThat(found(pending)).isEqualTo(withdrawn);
    assertThat(found(alsoPending)).isEqualTo(read);
    assertThat(told(user)).isEmpty();
  }

  @Test
  default void beginsADeliveryOnceForEachOfManyWhoWantIt() {
    Notification pending = told(Samples.notification(user()));
    Job job = added(pending.user(), pending);

    List<Integer> tries = Race.run(runner -> open(job).orElseThrow().job().attempts());

    assertThat(tries).doesNotHaveDuplicates().hasSize(Race.RUNNERS);
    assertThat(stores().jobs().find(job.id()).map(Job::attempts)).contains(Race.RUNNERS);
  }

  @Test
  default void letsOneOfManyConcludeATry() {
    Notification pending = told(Samples.notification(user()));
    Job begun = open(added(pending.user(), pending)).orElseThrow().job();

    List<Boolean> counted =
        Race.run(
            runner ->
                stores()
                    .deliveries()
                    .conclude(
                        begun.completed(Optional.of(JsonValue.of(runner)), LATER),
                        List.of(pending.sent(LATER.plusSeconds(runner)))));

    assertThat(counted).containsOnlyOnce(true);
    assertThat(stores().jobs().find(begun.id()).flatMap(Job::result))
        .contains(JsonValue.of(counted.indexOf(true)));
  }

  @Test
  default void doesManyDeliveriesAtTheSameTime() {
    List<Notification> pending = new ArrayList<>();
    for (int i = 0; i < Race.RUNNERS; i++) {
      pending.add(told(Samples.notification(user())));
    }

    List<Boolean> counted =
        Race.run(
            runner -> {
              Opened opened =
                  open(added(pending.get(runner).user(), pending.get(runner))).orElseThrow();
              return stores()
                  .deliveries()
                  .conclude(
                      opened.job().completed(Optional.empty(), LATER),
                      opened.notifications().stream().map(one -> one.sent(LATER)).toList());
            });

    assertThat(counted).containsOnly(true);
    assertThat(pending)
        .allSatisfy(one -> assertThat(found(one).status()).isEqualTo(NotificationStatus.SENT));
  }

  private UserId user() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private Notification told(Notification notification) {
    stores().notifications().addIfNew(notification);
    return found(notification);
  }

  private Notification sent(Notification notification) {
    return saved(told(notification).sent(NOW));
  }

  private Notification saved(Notification notification) {
    stores().notifications().save(notification);
    return found(notification);
  }

  private Notification found(Notification notification) {
    return stores().notifications().find(notification.id()).orElseThrow();
  }

  private Session session(Session session) {
    stores().sessions().add(session);
    return stores().sessions().find(session.id()).orElseThrow();
  }

  private Job added(UserId user, Notification... about) {
    List<JsonValue> ids = new ArrayList<>(List.of(JsonValue.of(user.value())));
    for (Notification notification : about) {
      ids.add(JsonValue.of(notification.id().value()));
    }
    Job job =
        Job.pending(
            new JobId(Samples.id()),
            JobType.PUSH_DELIVERY,
            Optional.empty(),
            Optional.of(JsonValue.of(ids)),
            NOW);
    stores().jobs().add(job);
    return stores().jobs().find(job.id()).orElseThrow();
  }

  /** What open apps were told since the beginning. */
  private List<LiveEvent> told(UserId user) {
    return stores()
        .liveEvents()
        .after(Map.of(user, new LivePosition(0, 0, LATER)), LATER)
        .entries()
        .stream()
        .map(LiveEvents.Entry::event)
        .toList();
  }

  private Optional<Opened> open(Job job) {
    return stores().deliveries().open(job.id(), DeliveriesContract::subject, LATER);
  }

  private static Optional<Subject> subject(Job job) {
    List<String> texts =
        ((JsonArray) job.payload().orElseThrow())
            .items().stream().map(text -> ((JsonString) text).value()).toList();
    return Optional.of(
        new Subject(
            new UserId(texts.getFirst()),
            texts.stream().skip(1).map(NotificationId::new).toList()));
  }
}
