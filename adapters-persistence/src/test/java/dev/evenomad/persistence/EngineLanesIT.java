package dev.evenomad.persistence;

import static dev.evenomad.persistence.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is in whose way, and when an engine wakes. */
@ExtendWith(PostgresExtension.class)
final class EngineLanesIT {

  private static final EngineSettings SETTINGS =
      EngineSettings.DEFAULT
          .withSlots(2)
          .withPollInterval(Duration.ofMillis(50))
          .withPatience(Duration.ofMillis(400));

  private final InstantSource clock = InstantSource.system();
  private final List<DueWork> done = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch release = new CountDownLatch(1);
  private final PostgresStores stores;

  EngineLanesIT(PostgresServer server) {
    stores = new PostgresStores(server.createDatabase(), clock);
  }

  @AfterEach
  void close() {
    release.countDown();
    stores.close();
  }

  @Test
  void workThatIsStuckIsInNoOtherTypesWay() {
    List<DueWork> stuck = works(JobType.SYNC_MAIL, 20);
    started(SETTINGS, work -> stuck.contains(work) ? stick(work) : note(work));
    plan(stuck, Urgency.REQUEST);
    await().until(() -> picked() == 2);

    DueWork other = Samples.work(JobType.SYNC_SKILLS);
    plan(List.of(other), Urgency.REQUEST);

    await().untilAsserted(() -> assertThat(done).containsExactly(other));
    assertThat(picked()).as("only as many as there is room for").isEqualTo(2);
  }

  @Test
  void whatIsMoreUrgentFindsRoomHoweverMuchWaits() {
    List<DueWork> routine = works(JobType.SYNC_SKILLS, 20);
    started(SETTINGS, work -> routine.contains(work) ? stick(work) : note(work));
    plan(routine, Urgency.ROUTINE);
    await().until(() -> picked() == 2);

    for (Urgency urgency : List.of(Urgency.REQUEST, Urgency.EVENT, Urgency.ALERT)) {
      DueWork urgent = Samples.work(JobType.SYNC_SKILLS);
      plan(List.of(urgent), urgency);
      await().untilAsserted(() -> assertThat(done).endsWith(urgent));
    }
    assertThat(done).hasSize(3);
  }

  @Test
  void accountsTakeTurns() {
    UserId hoarder = Samples.userId();
    List<DueWork> many = works(JobType.SYNC_SKILLS, 70);
    Instant before = clock.instant().minusSeconds(60);
    many.forEach(work -> stores.schedule().plan(asked(work, before).onBehalfOf(hoarder)));
    List<DueWork> few = works(JobType.SYNC_SKILLS, 3);
    few.forEach(
        work -> stores.schedule().plan(asked(work, clock.instant()).onBehalfOf(Samples.userId())));

    started(SETTINGS.withSlots(1), this::note);

    await().untilAsserted(() -> assertThat(done).hasSize(73));
    assertThat(done.subList(0, 6)).as("of the first ones").containsAll(few);
    assertThat(done).containsAll(many);
  }

  @Test
  void wakesWhenItIsTimeHoweverSeldomItPolls() {
    DueWork known = Samples.work(JobType.SYNC_SKILLS);
    Instant soon = clock.instant().plusSeconds(2);
    stores.schedule().plan(known, soon);
    List<Instant> begun = Collections.synchronizedList(new ArrayList<>());
    started(
        SETTINGS.withPollInterval(Duration.ofHours(1)),
        work -> {
          begun.add(clock.instant());
          return note(work);
        });
    DueWork later = Samples.work(JobType.SYNC_SKILLS);
    stores.schedule().plan(later, soon.plusSeconds(1));
    DueWork sooner = Samples.work(JobType.SYNC_SKILLS);
    stores.schedule().plan(sooner, soon.minusSeconds(1));

    await().untilAsserted(() -> assertThat(done).containsExactly(sooner, known, later));
    for (int i = 0; i < 3; i++) {
      assertThat(begun.get(i))
          .isBetween(soon.plusSeconds(i - 1), soon.plusSeconds(i - 1).plusMillis(900));
    }
  }

  @Test
  void looksForMoreAsSoonAsThereIsRoom() {
    List<DueWork> works = works(JobType.PUSH_DELIVERY, 50);
    plan(works, Urgency.ALERT);

    started(SETTINGS.withPollInterval(Duration.ofHours(1)), this::note);

    await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrderElementsOf(works));
  }

  @Test
  void whatDoesNotEndWhenItStopsIsHandedBackAtOnce() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    Engine engine =
        started(
            SETTINGS,
            work -> {
              begun.countDown();
              return stick(work);
            });
    DueWork first = Samples.work(JobType.SYNC_SKILLS);
    DueWork second = Samples.work(JobType.SYNC_MAIL);
    plan(List.of(first, second), Urgency.REQUEST);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

    engine.stop();

    assertThat(picked()).isZero();
    assertThat(stores.plannedFor(first).orElseThrow()).as("due still").isBefore(clock.instant());
    started(SETTINGS, this::note);
    await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder(first, second));
    assertThat(stores.count("SELECT count(*) FROM scheduled_tasks WHERE consecutive_failures > 0"))
        .isZero();
  }

  @Test
  void theHoldIsLostWithTheHeartbeats() throws InterruptedException {
    List<Boolean> held = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch takenAway = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    DueWorkHandler handler =
        new DueWorkHandler() {
          @Override
          public Next handle(DueWork work) {
            throw new IllegalStateException("engines call the other one");
          }

          @Override
          public Next handle(DueWork work, Hold hold) {
            held.add(hold.lasts());
            awaitQuietly(takenAway);
            await().until(() -> !hold.lasts());
            asked.countDown();
            return note(work);
          }
        };
    started(SETTINGS.withHeartbeat(Duration.ofMillis(100)), handler);
    plan(works(JobType.PUSH_DELIVERY, 1), Urgency.ALERT);
    await().until(() -> !held.isEmpty());

    // As another engine does that takes this one for dead.
    PostgresServer.execute(
        stores.dataSource(),
        "UPDATE scheduled_tasks SET version = version + 1, picked_by = 'another'");
    takenAway.countDown();

    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(held).containsExactly(true);
  }

  @Test
  void countsWhatItDoesAndWhatIsLate() {
    DueWork late = Samples.work(JobType.SYNC_SKILLS);
    stores.schedule().plan(late, clock.instant().minusSeconds(100));
    DueWork failing = Samples.work(JobType.PUSH_DELIVERY);
    stores.schedule().plan(failing, clock.instant());

    Engine engine =
        started(
            SETTINGS,
            work -> {
              note(work);
              if (work.equals(failing)) {
                throw new IllegalStateException("planned");
              }
              return Next.Done.DONE;
            });
    await().untilAsserted(() -> assertThat(done).contains(late, failing));

    await()
        .untilAsserted(
            () -> {
              var requests = engine.statistics().of(Urgency.REQUEST);
              assertThat(requests.begun()).isEqualTo(1);
              assertThat(requests.late()).isEqualTo(1);
              assertThat(requests.failed()).isZero();
              assertThat(requests.running()).isZero();
              assertThat(requests.behind()).isZero();
              var alerts = engine.statistics().of(Urgency.ALERT);
              assertThat(alerts.begun()).isEqualTo(1);
              assertThat(alerts.failed()).isEqualTo(1);
              assertThat(alerts.late()).isZero();
            });
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

  private Next stick(DueWork work) {
    awaitQuietly(release);
    return note(work);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long picked() {
    return stores.count("SELECT count(*) FROM scheduled_tasks WHERE picked");
  }

  private void plan(List<DueWork> works, Urgency urgency) {
    works.forEach(work -> stores.schedule().plan(Plan.of(work, clock.instant()).urgent(urgency)));
  }

  private static Plan asked(DueWork work, Instant at) {
    return Plan.of(work, at).urgent(Urgency.REQUEST);
  }

  private static List<DueWork> works(JobType type, int count) {
    List<DueWork> works = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      works.add(Samples.work(type));
    }
    return works;
  }
}
