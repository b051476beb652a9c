package dev.evenomad.persistence;

import static dev.evenomad.persistence.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.environment.Backoff;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine in real time, and several of them. */
@ExtendWith(PostgresExtension.class)
final class EngineIT {

  private static final EngineSettings SETTINGS =
      EngineSettings.DEFAULT
          .withPollInterval(Duration.ofMillis(50))
          .withHeartbeat(Duration.ofMillis(200))
          .withRetries(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)))
          .withPatience(Duration.ofSeconds(2));

  private final InstantSource clock = InstantSource.system();
  private final List<DueWork> done = Collections.synchronizedList(new ArrayList<>());
  private final PostgresStores stores;

  EngineIT(PostgresServer server) {
    stores = new PostgresStores(server.createDatabase(), clock);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void wakesForWorkThatIsDueAtOnceHoweverSeldomItPolls() {
    started(SETTINGS.withPollInterval(Duration.ofHours(1)), this::note);
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);

    stores.transactions().run(() -> stores.schedule().plan(work, clock.instant()));

    await().untilAsserted(() -> assertThat(done).containsExactly(work));
  }

  @Test
  void doesNothingThatWasPlannedInAFailedTransaction() {
    started(SETTINGS, this::note);
    DueWork lost = Samples.work(JobType.PUSH_DELIVERY);
    DueWork kept = Samples.work(JobType.PUSH_DELIVERY);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores
                    .transactions()
                    .run(
                        () -> {
                          stores.schedule().plan(lost, clock.instant());
                          throw new IllegalStateException("planned");
                        }));
    stores.schedule().plan(kept, clock.instant());

    await().untilAsserted(() -> assertThat(done).contains(kept));
    assertThat(done).containsExactly(kept);
  }

  @Test
  void findsTheDataOfWorkAsSoonAsItSeesTheWork() {
    AtomicInteger found = new AtomicInteger();
    started(
        SETTINGS,
        work -> {
          if (work instanceof DueWork.RunJob run && stores.jobs().find(run.job()).isPresent()) {
            found.incrementAndGet();
          }
          return note(work);
        });
    int jobs = 50;

    for (int i = 0; i < jobs; i++) {
      stores
          .transactions()
          .run(
              () -> {
                Job job = Samples.job();
                stores.schedule().plan(new DueWork.RunJob(job), clock.instant());
                stores.jobs().add(job);
              });
    }

    await().untilAsserted(() -> assertThat(done).hasSize(jobs));
    assertThat(found).hasValue(jobs);
  }

  @Test
  void doesWorkAgainAtTheTimeThatItsHandlerSays() {
    AtomicInteger runs = new AtomicInteger();
    started(
        SETTINGS,
        work -> runs.incrementAndGet() < 3 ? new Next.At(clock.instant()) : Next.Done.DONE);
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);

    stores.schedule().plan(work, clock.instant());

    await().until(() -> runs.get() == 3 && stores.plannedFor(work).isEmpty());
  }

  @Test
  void triesAgainMoreAndMoreSlowlyUpToABound() {
    List<Instant> tries = Collections.synchronizedList(new ArrayList<>());
    started(
        SETTINGS,
        work -> {
          tries.add(clock.instant());
          throw new IllegalStateException("planned");
        });

    stores.schedule().plan(Samples.work(JobType.PUSH_DELIVERY), clock.instant());

    await().until(() -> tries.size() >= 5);
    assertThat(Duration.between(tries.get(1), tries.get(2)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
    assertThat(Duration.between(tries.get(3), tries.get(4)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void sharesWorkAmongEnginesWithoutDoubling() {
    Set<DueWork> works = new HashSet<>();
    stores
        .transactions()
        .run(
            () -> {
              for (int i = 0; i < 200; i++) {
                DueWork work = Samples.work(JobType.PUSH_DELIVERY);
                works.add(work);
                stores.schedule().plan(work, clock.instant());
              }
            });
    AtomicInteger ofFirst = new AtomicInteger();
    AtomicInteger ofSecond = new AtomicInteger();
    CountDownLatch bothWork = new CountDownLatch(2);
    try (PostgresStores other = new PostgresStores(stores.url(), clock)) {
      EngineSettings narrow = SETTINGS.withSlots(4);
      started(narrow, work -> noteFor(ofFirst, bothWork, work));
      Engine second = other.persistence().engine(work -> noteFor(ofSecond, bothWork, work), narrow);
      second.start();

      await().untilAsserted(() -> assertThat(done).hasSizeGreaterThanOrEqualTo(works.size()));
    }

    assertThat(done).containsExactlyInAnyOrderElementsOf(works);
    assertThat(ofFirst).hasPositiveValue();
    assertThat(ofSecond).hasPositiveValue();
  }

  /** The first one that comes waits for the other engine's, so that no engine does it all. */
  private Next noteFor(AtomicInteger engine, CountDownLatch bothWork, DueWork work) {
    if (engine.incrementAndGet() == 1) {
      bothWork.countDown();
    }
    awaitQuietly(bothWork);
    return note(work);
  }

  @Test
  void doesAChoreOnceInItsIntervalHoweverManyEnginesThereAre() {
    Duration interval = Duration.ofMillis(300);
    List<Instant> runs = Collections.synchronizedList(new ArrayList<>());
    DueWorkHandler chores =
        work -> {
          Instant now = clock.instant();
          runs.add(now);
          return new Next.At(now.plus(interval));
        };
    started(SETTINGS, chores);
    try (PostgresStores other = new PostgresStores(stores.url(), clock)) {
      other.persistence().engine(chores, SETTINGS).start();
      for (int i = 0; i < 5; i++) {
        // As every server does when it starts.
        stores
            .schedule()
            .planIfAbsent(new DueWork.Housekeeping(DueWork.Chore.STALE_CACHE), clock.instant());
      }
      await().until(() -> runs.size() >= 6);
    }

    for (int i = 1; i < runs.size(); i++) {
      assertThat(Duration.between(runs.get(i - 1), runs.get(i))).isGreaterThanOrEqualTo(interval);
    }
  }

  @Test
  void takesOverWhatADeadEngineLeftBehind() {
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(work, clock.instant());
    // As a process leaves it that was killed in the middle of it.
    PostgresServer.execute(
        stores.dataSource(),
        "UPDATE scheduled_tasks SET picked = true, picked_by = 'killed', version = version + 1,"
            + " last_heartbeat = now() - interval '1 minute'");

    started(SETTINGS, this::note);

    await().untilAsserted(() -> assertThat(done).containsExactly(work));
    await().until(() -> stores.plannedFor(work).isEmpty());
  }

  @Test
  void leavesAloneWhatALivingEngineIsAt() {
    CountDownLatch release = new CountDownLatch(1);
    started(
        SETTINGS,
        work -> {
          awaitQuietly(release);
          return note(work);
        });
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(work, clock.instant());
    try (PostgresStores other = new PostgresStores(stores.url(), clock)) {
      Engine second = other.persistence().engine(this::note, SETTINGS);
      second.start();
      long before = heartbeats();

      await().until(() -> stores.count("SELECT count(*) FROM scheduled_tasks WHERE picked") == 1);
      // Longer than after which it would be taken over without a sign of life.
      await().until(() -> heartbeats() - before > 1200);
      assertThat(done).isEmpty();
      release.countDown();
      await().untilAsserted(() -> assertThat(done).containsExactly(work));
    }
  }

  private long heartbeats() {
    return stores.count(
        "SELECT coalesce(max(extract(epoch from last_heartbeat) * 1000)::bigint,"
            + " (extract(epoch from now()) * 1000)::bigint) FROM scheduled_tasks");
  }

  @Test
  void doesNoMoreAtATimeThanItIsTold() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    started(
        SETTINGS.withSlots(3),
        work -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          stores.users().find(Samples.userId());
          now.decrementAndGet();
          return note(work);
        });

    for (int i = 0; i < 60; i++) {
      stores.schedule().plan(Samples.work(JobType.PUSH_DELIVERY), clock.instant());
    }

    await().untilAsserted(() -> assertThat(done).hasSize(60));
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void waitsForWorkUnderWayWhenItStops() {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Engine engine =
        started(
            SETTINGS.withPatience(Duration.ofSeconds(60)),
            work -> {
              began.countDown();
              awaitQuietly(release);
              return note(work);
            });
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(work, clock.instant());
    awaitQuietly(began);

    Thread stopping = Thread.ofVirtual().start(engine::stop);
    await().during(Duration.ofMillis(100)).until(() -> stopping.isAlive() && done.isEmpty());
    release.countDown();

    await().until(() -> !stopping.isAlive());
    assertThat(done).containsExactly(work);
    assertThat(stores.plannedFor(work)).isEmpty();
  }

  @Test
  void interruptsWorkThatDoesNotEndAndKeepsItsPlan() {
    CountDownLatch began = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Engine engine =
        started(
            SETTINGS.withPatience(Duration.ofMillis(400)),
            work -> {
              began.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              throw new IllegalStateException("interrupted");
            });
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(work, clock.instant());
    awaitQuietly(began);

    engine.stop();

    assertThat(interrupted).isTrue();
    assertThat(stores.plannedFor(work)).isPresent();
    started(SETTINGS, this::note);
    await().untilAsserted(() -> assertThat(done).containsExactly(work));
  }

  @Test
  void isStartedOnce() {
    Engine engine = started(SETTINGS, this::note);

    assertThatIllegalStateException().isThrownBy(engine::start);
    engine.stop();
    engine.stop();
    assertThatIllegalStateException().isThrownBy(engine::start);
  }

  @Test
  void goesOnAfterTheDatabaseWasAway() {
    started(SETTINGS, this::note);
    DueWork before = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(before, clock.instant());
    await().untilAsserted(() -> assertThat(done).contains(before));

    PostgresServer.execute(
        stores.dataSource(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    DueWork after = Samples.work(JobType.PUSH_DELIVERY);

    await()
        .ignoreExceptions()
        .until(
            () -> {
              stores.schedule().plan(after, clock.instant());
              return true;
            });
    await().untilAsserted(() -> assertThat(done).contains(after));
  }

  private Engine started(EngineSettings settings, DueWorkHandler handler) {
    Engine engine = stores.persistence().engine(handler, settings);
    engine.start();
    return engine;
  }

  private Next note(DueWork work) {
    done.add(work);
    return Next.Done.DONE;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
