package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.session.Session;
import dev.evenomad.persistence.jpa.EclipseLinkStores;
import dev.evenomad.persistence.jpa.JdbcTransactions;
import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class TransactionsOnPostgresIT {

  private final PostgresStores stores;

  TransactionsOnPostgresIT(PostgresStores stores) {
    this.stores = stores;
  }

  @Test
  void runsTheLoserOfADeadlockAgain() {
    User one = added(Samples.user());
    User two = added(Samples.user());
    CountDownLatch bothHoldOne = new CountDownLatch(2);
    AtomicInteger runs = new AtomicInteger();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(
                  () -> renameBoth(one.id(), two.id(), bothHoldOne, runs), threads),
              CompletableFuture.runAsync(
                  () -> renameBoth(two.id(), one.id(), bothHoldOne, runs), threads))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }

    assertThat(runs).as("two, and one more for who lost").hasValueGreaterThan(2);
    for (User user : List.of(one, two)) {
      assertThat(stores.users().find(user.id()).orElseThrow().updatedAt())
          .isEqualTo(NOW.plusSeconds(2));
    }
  }

  @Test
  void runsTheOutermostWorkOfTheLoserAgainAndNothingInsideByItself() {
    User one = added(Samples.user());
    User two = added(Samples.user());
    CountDownLatch bothHoldOne = new CountDownLatch(2);
    AtomicInteger outerRuns = new AtomicInteger();
    AtomicInteger innerRuns = new AtomicInteger();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              Stream.of(List.of(one.id(), two.id()), List.of(two.id(), one.id()))
                  .map(
                      order ->
                          CompletableFuture.runAsync(
                              () ->
                                  stores
                                      .transactions()
                                      .run(
                                          () -> {
                                            outerRuns.incrementAndGet();
                                            aSecondLater(order.get(0));
                                            bothHoldOne.countDown();
                                            awaitQuietly(bothHoldOne);
                                            stores
                                                .transactions()
                                                .run(
                                                    () -> {
                                                      innerRuns.incrementAndGet();
                                                      aSecondLater(order.get(1));
                                                    });
                                          }),
                              threads))
                  .toArray(CompletableFuture[]::new))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }

    assertThat(outerRuns).hasValueGreaterThan(2);
    assertThat(innerRuns).hasValue(outerRuns.get());
  }

  /** Each writes what the other one has read, which no order of the two explains. */
  @Test
  void runsTheLoserOfASerializationFailureAgain() {
    String name = "sample:" + Samples.id();
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();

    try (EclipseLinkStores own =
            EclipseLinkStores.on(stores.dataSource(), stores.persistence().ids());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              Stream.of("one", "two")
                  .map(
                      writer ->
                          CompletableFuture.runAsync(
                              () -> countAndAdd(own, name, writer, bothHaveRead, runs), threads))
                  .toArray(CompletableFuture[]::new))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }

    assertThat(runs).hasValue(3);
    assertThat(
            stores.count(
                "SELECT count(DISTINCT holder) FROM lease WHERE name LIKE '" + name + "%'"))
        .as("the one who came second has counted the first")
        .isEqualTo(2);
  }

  private static void countAndAdd(
      EclipseLinkStores own,
      String name,
      String writer,
      CyclicBarrier bothHaveRead,
      AtomicInteger runs) {
    own.transactions()
        .run(
            () -> {
              int run = runs.incrementAndGet();
              own.transactions()
                  .onConnection(
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                        }
                        String there =
                            firstColumn(
                                connection,
                                "SELECT count(*) FROM lease WHERE name LIKE '" + name + "%'");
                        if (run <= 2) {
                          await(bothHaveRead);
                        }
                        try (Statement statement = connection.createStatement()) {
                          return statement.executeUpdate(
                              "INSERT INTO lease VALUES ('%s-%s', '%s', now())"
                                  .formatted(name, writer, there));
                        }
                      });
            });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void leavesRowsToWhoeverIsChangingThemAndRemovesTheOthers() {
    Instant longAgo = Instant.parse("2000-01-01T00:00:00Z");
    Session held = Samples.session(added(Samples.user()).id(), Optional.empty(), longAgo);
    Session free = Samples.session(added(Samples.user()).id(), Optional.empty(), longAgo);
    stores.sessions().add(held);
    stores.sessions().add(free);

    stores
        .transactions()
        .run(
            () -> {
              stores.sessions().save(stored(held).refreshed(Samples.digest(), NOW));
              int removed =
                  CompletableFuture.supplyAsync(
                          () -> stores.sessions().removeExpired(longAgo.plus(Session.LIFETIME), 9))
                      .orTimeout(30, TimeUnit.SECONDS)
                      .join();
              assertThat(removed).isEqualTo(1);
            });

    assertThat(stores.sessions().find(free.id())).isEmpty();
    assertThat(stored(held).expiresAt()).isEqualTo(NOW.plus(Session.LIFETIME));
  }

  private Session stored(Session session) {
    return stores.sessions().find(session.id()).orElseThrow();
  }

  private void renameBoth(
      UserId first, UserId second, CountDownLatch bothHoldOne, AtomicInteger runs) {
    stores
        .transactions()
        .run(
            () -> {
              runs.incrementAndGet();
              aSecondLater(first);
              bothHoldOne.countDown();
              awaitQuietly(bothHoldOne);
              aSecondLater(second);
            });
  }

  private void aSecondLater(UserId id) {
    User read = stores.users().find(id).orElseThrow();
    stores.users().save(read.withEmail(Optional.empty(), read.updatedAt().plusSeconds(1)));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void runsInReadCommitted() {
    assertThat(query("SHOW transaction_isolation")).isEqualTo("read committed");
  }

  @Test
  void tellsAConflictInsideInTheWordsOfThePort() {
    User taken = added(Samples.user());
    AtomicInteger conflicts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                stores
                    .transactions()
                    .run(
                        () -> {
                          stores.users().add(User.register(taken.id(), NOW));
                          try {
                            stores.users().find(taken.id());
                          } catch (ConflictException e) {
                            conflicts.incrementAndGet();
                            throw e;
                          }
                        }))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("app_user_pkey")
        .hasNoCause();

    assertThat(conflicts).hasPositiveValue();
  }

  @Test
  void seesWhatIsChangedBehindTheRows() {
    User user = added(Samples.user());
    Session session = Samples.session(user.id(), Samples.pushToken());
    Notification notification = Samples.notification(user.id());

    stores
        .transactions()
        .run(
            () -> {
              stores.sessions().add(session);
              stores.notifications().addIfNew(notification);
              Notification read = stores.notifications().find(notification.id()).orElseThrow();
              stores.notifications().save(read.sent(NOW));
              assertThat(stores.sessions().find(session.id())).isPresent();
              assertThat(stores.notifications().markAllRead(user.id(), NOW))
                  .containsExactly(notification.id());
              stores.sessions().clearPushToken(session.id(), session.pushToken().orElseThrow());

              assertThat(stores.notifications().find(notification.id()).orElseThrow().readAt())
                  .contains(NOW);
              assertThat(stores.sessions().find(session.id()).orElseThrow().pushToken()).isEmpty();
            });
  }

  @Test
  void storesNothingOfABatchInWhichOneFails() {
    Job first = Samples.job();
    Job second = Samples.job();

    assertThatThrownBy(
            () ->
                stores
                    .transactions()
                    .run(
                        () -> {
                          stores.jobs().add(first);
                          stores.jobs().add(second);
                          stores.jobs().add(first);
                        }))
        .isInstanceOf(ConflictException.class);

    assertThat(stores.jobs().find(first.id())).isEmpty();
    assertThat(stores.jobs().find(second.id())).isEmpty();
  }

  @Test
  void showsNoValueOfARowInAConflict() {
    EveCharacter linked =
        Samples.withGrant(Samples.character(added(Samples.user()).id()), Samples.grant(NOW));
    stores.characters().add(linked);
    EveCharacter read = stores.characters().find(linked.characterId()).orElseThrow();
    EveCharacter twin = Samples.character(added(Samples.user()).id(), linked.characterId(), NOW);
    stores.characters().save(read.syncedAt(NOW));

    for (Throwable thrown :
        List.of(
            catchThrowable(() -> stores.characters().add(twin)),
            catchThrowable(() -> stores.characters().save(read.syncedAt(NOW.plusSeconds(9)))))) {
      assertThat(thrown)
          .isInstanceOf(ConflictException.class)
          .hasNoCause()
          .hasMessageNotContainingAny(
              "access.", "refresh.", linked.owner().map(OwnerHash::value).orElseThrow());
    }
  }

  @Test
  void goesOnAfterTheServerEndedAConnection() {
    User user = added(Samples.user());

    assertThatThrownBy(
            () ->
                stores
                    .transactions()
                    .run(
                        () -> {
                          stores
                              .users()
                              .save(
                                  stores
                                      .users()
                                      .find(user.id())
                                      .orElseThrow()
                                      .withEmail(Optional.of(Samples.email()), NOW));
                          endAllOtherConnections();
                          stores.users().find(user.id());
                        }))
        .isNotInstanceOf(ConflictException.class);

    assertThat(stores.users().find(user.id()).orElseThrow().email()).isEmpty();
    assertThat(stores.persistence().check()).isEmpty();
  }

  private void endAllOtherConnections() {
    PostgresServer.execute(
        stores.dataSource(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  @Test
  void actsAfterTheCommitAndNeverAfterAFailure() {
    try (EclipseLinkStores own =
        EclipseLinkStores.on(stores.dataSource(), stores.persistence().ids())) {
      JdbcTransactions transactions = own.transactions();
      User user = Samples.user();
      List<Boolean> visible = new ArrayList<>();

      transactions.run(
          () -> {
            own.users().add(user);
            transactions.afterCommit(() -> visible.add(stores.users().find(user.id()).isPresent()));
            assertThat(visible).isEmpty();
          });
      assertThat(visible).containsExactly(true);

      transactions.afterCommit(() -> visible.add(false));
      assertThat(visible).as("at once without a transaction").containsExactly(true, false);

      assertThatThrownBy(
              () ->
                  transactions.run(
                      () -> {
                        transactions.afterCommit(() -> visible.add(true));
                        throw new IllegalStateException("planned");
                      }))
          .hasMessage("planned");
      assertThat(visible).hasSize(2);
    }
  }

  private String query(String sql) {
    try (EclipseLinkStores own =
        EclipseLinkStores.on(stores.dataSource(), stores.persistence().ids())) {
      return own.transactions().onConnection(connection -> firstColumn(connection, sql));
    }
  }

  private static String firstColumn(Connection connection, String sql)
      throws java.sql.SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private User added(User user) {
    stores.users().add(user);
    return stores.users().find(user.id()).orElseThrow();
  }
}
