package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvent.CharacterSynced;
import dev.evenomad.domain.live.LiveEvent.JobEnded;
import dev.evenomad.domain.live.LiveEvent.NotificationChanged;
import dev.evenomad.domain.live.LiveEvent.NotificationsRead;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LiveEvents.Entry;
import dev.evenomad.domain.live.LiveEvents.Look;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link LiveEvents} does. */
public interface LiveEventsContract {

  /** Before everything. */
  LivePosition BEGINNING = new LivePosition(0, 0, NOW);

  /** The stores under test. */
  Stores stores();

  @Test
  default void returnsEventsOfEveryKindAsTheyWereStored() {
    UserId user = newUser();
    List<LiveEvent> events = new ArrayList<>();
    events.add(changed(user));
    events.add(
        new NotificationsRead(
            user,
            List.of(new NotificationId(Samples.id()), new NotificationId(Samples.id())),
            NOW));
    for (CharacterSynced.Outcome outcome : CharacterSynced.Outcome.values()) {
      events.add(
          new CharacterSynced(user, Samples.characterId(), SyncKind.MARKET_ORDERS, outcome, NOW));
    }
    events.add(
        new JobEnded(
            user, new JobId(Samples.id()), Samples.characterId(), SyncKind.MAIL, true, NOW));
    events.add(
        new JobEnded(
            user, new JobId(Samples.id()), Samples.characterId(), SyncKind.SKILLS, false, NOW));

    stores().liveEvents().add(events, NOW);

    assertThat(events(look(user, BEGINNING))).isEqualTo(events);
  }

  @Test
  default void goesOnAfterAnyPosition() {
    UserId user = newUser();
    List<LiveEvent> events = List.of(changed(user), changed(user), changed(user));
    stores().liveEvents().add(events.subList(0, 2), NOW);
    stores().liveEvents().add(events.subList(2, 3), NOW);

    Look all = look(user, BEGINNING);

    assertThat(all.entries())
        .extracting(Entry::position)
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates();
    for (int i = 0; i < events.size(); i++) {
      assertThat(events(look(user, all.entries().get(i).position())))
          .isEqualTo(events.subList(i + 1, events.size()));
    }
    assertThat(look(user, all.horizon()).entries()).isEmpty();
    assertThat(all.horizon().isAfter(BEGINNING)).isTrue();
    assertThat(all.horizon().at()).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  default void looksForSeveralUsersAtOnceEachFromTheirOwnPosition() {
    UserId one = newUser();
    UserId other = newUser();
    UserId third = newUser();
    List<LiveEvent> events = List.of(changed(one), changed(other), changed(third), changed(one));
    events.forEach(event -> stores().liveEvents().add(List.of(event), NOW));
    LivePosition second = look(other, BEGINNING).entries().getFirst().position();

    Look look = stores().liveEvents().after(Map.of(one, second, other, BEGINNING), NOW);

    assertThat(events(look)).containsExactly(events.get(1), events.get(3));
    assertThat(stores().liveEvents().after(Map.of(), NOW).entries()).isEmpty();
  }

  @Test
  default void tellsWhatComesAfterTheHorizon() {
    UserId user = newUser();
    stores().liveEvents().add(List.of(changed(user)), NOW);
    LivePosition horizon = stores().liveEvents().after(Map.of(), NOW).horizon();
    LiveEvent later = changed(user);

    stores().liveEvents().add(List.of(later), NOW);

    assertThat(events(look(user, horizon))).containsExactly(later);
  }

  @Test
  default void storesNothingOfAFailedTransaction() {
    UserId user = newUser();
    News news = new News(user);
    stores().liveEvents().listen(news);
    IllegalStateException planned = new IllegalStateException("planned");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().liveEvents().add(List.of(changed(user)), NOW);
                          throw planned;
                        }));

    assertThat(look(user, BEGINNING).entries()).isEmpty();
    stores().liveEvents().add(List.of(changed(user)), NOW);
    news.awaitAdded();
    assertThat(news.added).as("news of the failed transaction").isEmpty();
  }

  @Test
  default void refusesEventsOfNobody() {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().liveEvents().add(List.of(changed(Samples.userId())), NOW));
  }

  @Test
  default void storesEventsOfAUserWhoIsAddedInTheSameTransaction() {
    User user = Samples.user();
    LiveEvent event = changed(user.id());

    stores()
        .transactions()
        .run(
            () -> {
              stores().users().add(user);
              stores().liveEvents().add(List.of(event), NOW);
            });

    assertThat(events(look(user.id(), BEGINNING))).containsExactly(event);
  }

  @Test
  default void letsEveryListenerHearOfWhatIsCommitted() {
    UserId user = newUser();
    News one = new News(user);
    News other = new News(user);
    stores().liveEvents().listen(one);
    stores().liveEvents().listen(other);

    stores()
        .transactions()
        .run(
            () -> {
              stores().liveEvents().add(List.of(changed(user)), NOW);
              stores().liveEvents().add(List.of(changed(user)), NOW);
            });

    one.awaitAdded();
    other.awaitAdded();
    assertThat(look(user, BEGINNING).entries()).hasSize(2);
  }

  @Test
  default void letsListenersHearOfSessionsThatEnd() {
    UserId user = newUser();
    Session signedOut = added(Samples.session(user));
    Session withItsUser = added(Samples.session(user));
    News news = new News(user);
    stores().liveEvents().listen(news);

    stores().sessions().remove(user, signedOut.id());
    news.awaitEnd(signedOut.id());

    stores().users().remove(user);
    news.awaitEnd(withItsUser.id());
  }

  @Test
  default void tellsEverythingOnceHoweverManyStoreAtTheSameTime() {
    UserId user = newUser();
    int each = 25;
    CompletableFuture<List<LiveEvent>> told =
        CompletableFuture.supplyAsync(() -> follow(user, each * Race.RUNNERS * 2));

    List<List<LiveEvent>> stored =
        Race.run(
            runner -> {
              List<LiveEvent> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                List<LiveEvent> together = List.of(changed(user), changed(user));
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().liveEvents().add(together.subList(0, 1), NOW);
                          stores().liveEvents().add(together.subList(1, 2), NOW);
                        });
                mine.addAll(together);
              }
              return mine;
            });

    List<LiveEvent> all = told.join();
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(stored.stream().flatMap(List::stream).toList());
    stored.forEach(mine -> assertThat(all).as("in order").containsSubsequence(mine));
    assertThat(events(look(user, BEGINNING))).as("in the same order").isEqualTo(all);
  }

  /** Goes on from each horizon until so many were told. */
  private List<LiveEvent> follow(UserId user, int count) {
    List<LiveEvent> told = new ArrayList<>();
    LivePosition position = BEGINNING;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (told.size() < count && System.nanoTime() < end) {
      Look look = look(user, position);
      told.addAll(events(look));
      position = look.horizon();
    }
    return told;
  }

  @Test
  default void removesWhatIsOldTheEarliestFirst() {
    UserId user = newUser();
    Instant old = Instant.parse("2003-05-06T00:00:00Z");
    List<LiveEvent> events = List.of(changed(user), changed(user), changed(user));
    for (int i = 0; i < events.size(); i++) {
      stores().liveEvents().add(List.of(events.get(i)), old.plusSeconds(i));
    }

    assertThat(stores().liveEvents().removeBefore(old, 10)).isZero();
    assertThat(stores().liveEvents().removeBefore(old.plusSeconds(2), 1)).isEqualTo(1);
    assertThat(events(look(user, BEGINNING))).isEqualTo(events.subList(1, 3));
    assertThat(stores().liveEvents().removeBefore(old.plusSeconds(2), 10)).isEqualTo(1);
    assertThat(events(look(user, BEGINNING))).isEqualTo(events.subList(2, 3));
  }

  @Test
  default void keepsNothingOfAUserWhoIsGone() {
    UserId user = newUser();
    stores().liveEvents().add(List.of(changed(user)), NOW);

    stores().users().remove(user);

    assertThat(look(user, BEGINNING).entries()).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private Session added(Session session) {
    stores().sessions().add(session);
    return session;
  }

  private static LiveEvent changed(UserId user) {
    return new NotificationChanged(user, new NotificationId(Samples.id()));
  }

  private Look look(UserId user, LivePosition after) {
    return stores().liveEvents().after(Map.of(user, after), NOW);
  }

  private static List<LiveEvent> events(Look look) {
    return look.entries().stream().map(Entry::event).toList();
  }

  /** What a listener has heard of one user; others share the place of storage. */
  final class News implements LiveEvents.Listener {
    private static final long PATIENCE_SECONDS = 30;

    private final UserId user;
    private final BlockingQueue<UserId> added = new LinkedBlockingQueue<>();
    private final BlockingQueue<SessionId> ended = new LinkedBlockingQueue<>();

    News(UserId user) {
      this.user = user;
    }

    @Override
    public void added(Set<UserId> users) {
      if (users.contains(user)) {
        added.add(user);
      }
    }

    @Override
    public void ended(SessionId session) {
      ended.add(session);
    }

    /** Whoever may have missed something looks. */
    @Override
    public void missed() {}

    void awaitAdded() {
      await(added, user::equals);
    }

    void awaitEnd(SessionId session) {
      await(ended, session::equals);
    }

    private static <T> void await(BlockingQueue<T> heard, Predicate<T> wanted) {
      try {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        T next;
        do {
          next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (next != null && !wanted.test(next));
        assertThat(next).as("news within %d s", PATIENCE_SECONDS).isNotNull();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
