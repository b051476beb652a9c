package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.live.LiveEvents.Entry;
import dev.evenomad.domain.live.LiveEvents.Look;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes that tell each other by way of PostgreSQL. */
@ExtendWith(PostgresExtension.class)
final class LiveEventsOnPostgresIT {

  private static final LivePosition BEGINNING = new LivePosition(0, 0, NOW);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LISTENING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND query LIKE 'LISTEN %'";

  private final PostgresStores one;
  private final PostgresStores other;

  LiveEventsOnPostgresIT(PostgresServer server) {
    String url = server.createDatabase();
    one = new PostgresStores(url, () -> NOW);
    other = new PostgresStores(url, () -> NOW);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void whatIsCommittedLateIsToldBeforeWhatBeganLater() throws InterruptedException {
    UserId user = newUser();
    LiveEvent slow = changed(user);
    LiveEvent quick = changed(user);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Heard heard = new Heard();
    one.liveEvents().listen(heard);
    CompletableFuture<Void> slowly =
        CompletableFuture.runAsync(
            () ->
                one.transactions()
                    .run(
                        () -> {
                          one.liveEvents().add(List.of(slow), NOW);
                          written.countDown();
                          await(commit);
                        }));
    assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
    other.liveEvents().add(List.of(quick), NOW);

    Look early = look(one, user, BEGINNING);
    assertThat(early.entries()).as("what would be in front of it is not there yet").isEmpty();
    int before = heard.times(user);
    commit.countDown();
    slowly.join();

    assertThat(events(look(one, user, early.horizon()))).containsExactly(slow, quick);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(heard.times(user)).isGreaterThan(before));
  }

  @Test
  void aLookThatWasTooEarlyIsFollowedByNews() throws InterruptedException {
    UserId user = newUser();
    UserId somebody = newUser();
    LiveEvent event = changed(user);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    // Like an app, it looks when it hears, and then waits.
    CompletableFuture<LiveEvent> told = new CompletableFuture<>();
    CountDownLatch looked = new CountDownLatch(1);
    one.liveEvents()
        .listen(
            new Heard() {
              @Override
              public void added(Set<UserId> users) {
                look(one, user, BEGINNING).entries().stream()
                    .map(Entry::event)
                    .forEach(told::complete);
                looked.countDown();
              }
            });
    // Something that has nothing to do with it takes its time.
    CompletableFuture<Void> slowly =
        CompletableFuture.runAsync(
            () ->
                one.transactions()
                    .run(
                        () -> {
                          one.liveEvents().add(List.of(changed(somebody)), NOW);
                          written.countDown();
                          await(commit);
                        }));
    assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();

    other.liveEvents().add(List.of(event), NOW);
    assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(told).isNotDone();
    commit.countDown();
    slowly.join();

    assertThat(told.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(event);
  }

  @Test
  void oneProcessHearsOfWhatTheOtherDoes() {
    UserId user = newUser();
    Session session = Samples.session(user);
    one.sessions().add(session);
    Heard heard = new Heard();
    other.liveEvents().listen(heard);

    one.liveEvents().add(List.of(changed(user)), NOW);
    one.sessions().remove(session.user(), session.id());

    heard.awaitAdded(user);
    heard.awaitEnded(session.id());
  }

  @Test
  void sessionsThatAreRemovedByHandEndToo() {
    UserId user = newUser();
    Session session = Samples.session(user);
    one.sessions().add(session);
    Heard heard = new Heard();
    one.liveEvents().listen(heard);

    PostgresServer.execute(one.dataSource(), "DELETE FROM session");

    heard.awaitEnded(session.id());
  }

  @Test
  void oneConnectionListensHoweverManyDo() {
    assertThat(one.count(LISTENING)).isZero();
    try (PostgresStores third = new PostgresStores(one.url(), () -> NOW)) {
      for (int i = 0; i < 10; i++) {
        third.liveEvents().listen(new Heard());
      }

      assertThat(one.count(LISTENING)).isEqualTo(1);
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(one.count(LISTENING)).isZero());
  }

  @Test
  void aConnectionThatBreaksIsMadeAnewAndWhatWasMissedIsLookedFor() {
    UserId user = newUser();
    Heard heard = new Heard();
    one.liveEvents().listen(heard);
    int missed = heard.missed.get();

    one.count(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND query LIKE 'LISTEN %'");

    // At once, for what was missed until now, and when it listens again.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(heard.missed.get()).isGreaterThanOrEqualTo(missed + 2));
    other.liveEvents().add(List.of(changed(user)), NOW);
    heard.awaitAdded(user);
  }

  @Test
  void aListenerThatFailsIsToldLaterThatItMayHaveMissedSomething() {
    UserId user = newUser();
    Heard heard =
        new Heard() {
          @Override
          public void added(Set<UserId> users) {
            throw new IllegalStateException("planned");
          }
        };
    one.liveEvents().listen(heard);
    int missed = heard.missed.get();

    other.liveEvents().add(List.of(changed(user)), NOW);

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(heard.missed.get()).isGreaterThan(missed));
  }

  @Test
  void whatAnotherVersionWroteIsLeftOut() {
    UserId user = newUser();
    LiveEvent known = changed(user);
    PostgresServer.execute(
        one.dataSource(),
        "INSERT INTO live_event (user_id, type, data, at) VALUES ('%s', 'news', '{}', now())"
            .formatted(user));
    one.liveEvents().add(List.of(known), NOW);

    assertThat(events(look(one, user, BEGINNING))).containsExactly(known);
  }

  @Test
  void manyComeInSeveralLooks() {
    UserId user = newUser();
    int count = 12_000;
    one.liveEvents().add(Stream.generate(() -> changed(user)).limit(count).toList(), NOW);

    LivePosition position = BEGINNING;
    int told = 0;
    int looks = 0;
    while (told < count && looks < 10) {
      Look look = look(one, user, position);
      told += look.entries().size();
      position = look.horizon();
      looks++;
    }

    assertThat(told).isEqualTo(count);
    assertThat(looks).isEqualTo(3);
    assertThat(look(one, user, position).entries()).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    one.users().add(user);
    return user.id();
  }

  private static LiveEvent changed(UserId user) {
    return new LiveEvent.NotificationChanged(user, new NotificationId(Samples.id()));
  }

  private static Look look(PostgresStores stores, UserId user, LivePosition after) {
    return stores.liveEvents().after(Map.of(user, after), NOW);
  }

  private static List<LiveEvent> events(Look look) {
    return look.entries().stream().map(Entry::event).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps what it hears. */
  private static class Heard implements LiveEvents.Listener {
    private final ConcurrentLinkedQueue<UserId> added = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<SessionId> ended = new ConcurrentLinkedQueue<>();
    final AtomicInteger missed = new AtomicInteger();

    @Override
    public void added(Set<UserId> users) {
      added.addAll(users);
    }

    @Override
    public void ended(SessionId session) {
      ended.add(session);
    }

    @Override
    public void missed() {
      missed.incrementAndGet();
    }

    int times(UserId user) {
      return (int) added.stream().filter(user::equals).count();
    }

    void awaitAdded(UserId user) {
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(added).contains(user));
    }

    void awaitEnded(SessionId session) {
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(ended).contains(session));
    }
  }
}
