package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.RunJob;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.sync.SyncState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Transactions} does. */
public interface TransactionsContract {

  /** When the samples are planned for: so late that no engine begins with them. */
  Instant AT = Instant.parse("2199-01-01T00:00:00Z");

  /** The stores under test. */
  Stores stores();

  @Test
  default void returnsWhatTheWorkReturned() {
    assertThat(stores().transactions().<String>call(() -> "done")).isEqualTo("done");
  }

  @Test
  default void keepsAllOfItsSteps() {
    User user = Samples.user();
    Job job = Samples.job();

    stores()
        .transactions()
        .run(
            () -> {
              stores().users().add(user);
              stores().jobs().add(job);
            });

    assertThat(stores().users().find(user.id())).isPresent();
    assertThat(stores().jobs().find(job.id())).isPresent();
  }

  @Test
  default void keepsNothingIfTheWorkFails() {
    Household household = new Household(stores());
    Optional<User> user = stores().users().find(household.user);
    IllegalStateException planned = new IllegalStateException("planned");

    Throwable thrown =
        catchThrowable(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          touchEverything(household);
                          throw planned;
                        }));

    assertThat(thrown).isSameAs(planned);
    household.assertComplete();
    assertThat(stores().users().find(household.user)).isEqualTo(user);
  }

  @Test
  default void keepsNothingEvenIfTheWorkFailsWithAnError() {
    User user = Samples.user();
    Error planned = new LinkageError("planned");

    Throwable thrown =
        catchThrowable(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(user);
                          throw planned;
                        }));

    assertThat(thrown).isSameAs(planned);
    assertThat(stores().users().find(user.id())).isEmpty();
  }

  @Test
  default void beginsAnewAfterAFailure() {
    User failed = Samples.user();
    User user = Samples.user();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(failed);
                          throw new IllegalStateException("planned");
                        }));

    stores().users().add(user);
    stores().transactions().run(() -> stores().users().add(failed));

    assertThat(stores().users().find(user.id())).isPresent();
    assertThat(stores().users().find(failed.id())).isPresent();
  }

  @Test
  default void readsWhatItHasWritten() {
    User user = Samples.fullUser();
    EveCharacter character = Samples.character(user.id());
    Session session = Samples.session(user.id(), Samples.pushToken());
    Notification notification = Samples.notification(user.id());
    SyncState state = Samples.syncState(character.characterId());

    stores()
        .transactions()
        .run(
            () -> {
              stores().users().add(user);
              assertThat(stores().users().findByEmail(user.email().orElseThrow())).isPresent();
              stores().characters().add(character);
              assertThat(stores().characters().find(character.characterId())).isPresent();
              assertThat(stores().characters().ofUser(user.id())).hasSize(1);
              stores().sessions().add(session);
              assertThat(stores().sessions().ofUser(user.id(), NOW)).hasSize(1);
              stores().notifications().addIfNew(notification);
              assertThat(stores().notifications().find(notification.id())).isPresent();
              stores().syncStates().add(state);
              assertThat(stores().syncStates().ofCharacter(state.character())).hasSize(1);
              stores().users().remove(user.id());
              assertThat(stores().users().find(user.id())).isEmpty();
              assertThat(stores().characters().find(character.characterId())).isEmpty();
              assertThat(stores().sessions().ofUser(user.id(), NOW)).isEmpty();
            });

    assertThat(stores().users().find(user.id())).isEmpty();
  }

  @Test
  default void joinsTheOneThatIsRunning() {
    User outer = Samples.user();
    User inner = Samples.user();
    IllegalStateException planned = new IllegalStateException("planned");

    Throwable thrown =
        catchThrowable(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(outer);
                          stores().transactions().run(() -> stores().users().add(inner));
                          throw planned;
                        }));

    assertThat(thrown).isSameAs(planned);
    assertThat(stores().users().find(outer.id())).isEmpty();
    assertThat(stores().users().find(inner.id()))
        .as("the inner one had no commit of its own")
        .isEmpty();
  }

  @Test
  default void failsAsAWholeIfAnInnerOneFails() {
    User outer = Samples.user();
    IllegalStateException planned = new IllegalStateException("planned");

    Throwable thrown =
        catchThrowable(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(outer);
                          stores()
                              .transactions()
                              .run(
                                  () -> {
                                    throw planned;
                                  });
                        }));

    assertThat(thrown).isSameAs(planned);
    assertThat(stores().users().find(outer.id())).isEmpty();
  }

  @Test
  default void runsTheOutermostWorkAgainAfterAConflict() {
    AtomicInteger outerRuns = new AtomicInteger();
    AtomicInteger innerRuns = new AtomicInteger();
    List<User> users = List.of(Samples.user(), Samples.user());

    int result =
        stores()
            .transactions()
            .<Integer>call(
                () -> {
                  int run = outerRuns.incrementAndGet();
                  stores().users().add(users.get(run - 1));
                  stores()
                      .transactions()
                      .run(
                          () -> {
                            if (innerRuns.incrementAndGet() == 1) {
                              throw new ConflictException("planned");
                            }
                          });
                  return run;
                });

    assertThat(result).isEqualTo(2);
    assertThat(innerRuns).hasValue(2);
    assertThat(stores().users().find(users.get(0).id())).as("what the first run wrote").isEmpty();
    assertThat(stores().users().find(users.get(1).id())).isPresent();
  }

  @Test
  default void givesUpIfOthersKeepWinning() {
    User user = Samples.user();
    AtomicInteger runs = new AtomicInteger();

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          runs.incrementAndGet();
                          stores().users().add(user);
                          throw new ConflictException("planned");
                        }));

    assertThat(runs.get()).isBetween(2, 10);
    assertThat(stores().users().find(user.id())).isEmpty();
  }

  @Test
  default void runsWorkOnceThatFailsOtherwise() {
    AtomicInteger runs = new AtomicInteger();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          runs.incrementAndGet();
                          throw new IllegalArgumentException("planned");
                        }));

    assertThat(runs).hasValue(1);
  }

  @Test
  default void failsAsAWholeEvenIfAFailureInsideIsDisregarded() {
    User user = Samples.user();
    IllegalStateException planned = new IllegalStateException("planned");
    AtomicInteger runs = new AtomicInteger();

    Throwable thrown =
        catchThrowable(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          runs.incrementAndGet();
                          stores().users().add(user);
                          Throwable inner =
                              catchThrowable(
                                  () ->
                                      stores()
                                          .transactions()
                                          .run(
                                              () -> {
                                                throw planned;
                                              }));
                          assertThat(inner).isSameAs(planned);
                        }));

    assertThat(thrown).isSameAs(planned);
    assertThat(runs).hasValue(1);
    assertThat(stores().users().find(user.id())).isEmpty();
  }

  @Test
  default void failsForAConflictThatTheWorkDisregards() {
    User taken = Samples.user();
    User other = Samples.user();
    stores().users().add(taken);

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(other);
                          assertThat(catchThrowable(() -> stores().users().add(taken)))
                              .satisfiesAnyOf(
                                  thrown -> assertThat(thrown).isNull(),
                                  thrown ->
                                      assertThat(thrown).isInstanceOf(ConflictException.class));
                        }));

    assertThat(stores().users().find(other.id())).isEmpty();
  }

  @Test
  default void losesNoUpdateHoweverManyWriteAtOnce() {
    int updates = 5;
    User user = Samples.user();
    stores().users().add(user);

    Race.run(
        runner -> {
          for (int i = 0; i < updates; i++) {
            untilItWins(() -> aSecondLater(user.id()));
          }
          return runner;
        });

    assertThat(stores().users().find(user.id()).orElseThrow().updatedAt())
        .isEqualTo(user.updatedAt().plusSeconds((long) Race.RUNNERS * updates));
  }

  private void aSecondLater(UserId id) {
    stores()
        .transactions()
        .run(
            () -> {
              User read = stores().users().find(id).orElseThrow();
              stores()
                  .users()
                  .save(read.withEmail(Optional.empty(), read.updatedAt().plusSeconds(1)));
            });
  }

  private static void untilItWins(Runnable work) {
    List<ConflictException> lost = new ArrayList<>();
    while (lost.size() < 100) {
      try {
        work.run();
        return;
      } catch (ConflictException e) {
        lost.add(e);
      }
    }
    throw lost.get(0);
  }

  private void touchEverything(Household household) {
    UserId user = household.user;
    Job job = Samples.job();
    DueWork work = new RunJob(job);
    stores().sessions().remove(household.session.user(), household.session.id());
    stores().sessions().add(Samples.session(user, household.session.pushToken().orElseThrow()));
    stores().notifications().addIfNew(Samples.notification(user));
    stores().notifications().markAllRead(user, NOW);
    SnapshotSamples.empty(household.character.characterId()).forEach(stores().snapshots()::put);
    stores().jobs().add(job);
    stores().schedule().plan(work, AT);
    stores()
        .characters()
        .find(household.character.characterId())
        .ifPresent(stores().characters()::remove);
    User read = stores().users().find(user).orElseThrow();
    stores().users().save(read.withEmail(Optional.of(Samples.email()), NOW.plusSeconds(60)));
    stores().users().remove(user);
  }
}
