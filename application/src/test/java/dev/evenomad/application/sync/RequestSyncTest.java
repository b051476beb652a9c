package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.sync.RequestSync.Outcome;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RequestSyncTest {

  /** ESI may be asked again, but the next reading is not due. */
  private static final Instant LATER = START.plus(Duration.ofMinutes(3));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();

  @BeforeEach
  void readTheBaseline() {
    fixture.runDueUntil(LATER);
  }

  @Test
  void queuesAJobThatIsDueAtOnce() {
    Job job = request();

    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.type()).isEqualTo(JobType.SYNC_SKILLS);
    assertThat(job.character()).contains(ada);
    assertThat(job.createdAt()).isEqualTo(LATER);
    assertThat(fixture.plannedFor(new DueWork.RunJob(job))).contains(LATER);
  }

  @Test
  void readsAndKeepsWhatCameOfIt() {
    fixture.queue(ada, training(0, GUNNERY, 1, LATER.minusSeconds(30)));
    Job job = request();
    List<JobStatus> whileReading = new ArrayList<>();
    fixture.eve.before(Call.QUEUE, () -> whileReading.add(current(job).status()));

    fixture.runDue();

    assertThat(whileReading).containsExactly(JobStatus.PROCESSING);
    assertThat(current(job).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(current(job).startedAt()).contains(LATER);
    assertThat(current(job).completedAt()).contains(LATER);
    assertThat(current(job).result()).contains(outcome("updated", 1));
    assertThat(fixture.alerts(user)).hasSize(1);
    assertThat(fixture.plannedFor(new DueWork.RunJob(job))).isEmpty();
  }

  @Test
  void saysSoWhenNothingIsNew() {
    Job job = request();

    fixture.runDue();

    assertThat(current(job).result()).contains(outcome("unchanged", 0));
    assertThat(fixture.state(ada).lastSuccess()).contains(LATER);
  }

  @Test
  void countsWhatTheClockToldOnTheWay() {
    fixture.queue(ada, training(0, GUNNERY, 1, LATER.plusSeconds(30)));
    request();
    fixture.runDue();
    fixture.clock.set(LATER.plus(Duration.ofMinutes(2)));
    Job job = request();

    fixture.nomad.dueWork().handle(new DueWork.RunJob(job));

    assertThat(current(job).result()).contains(outcome("unchanged", 1));
  }

  @Test
  void postponesTheNextReadingByTheClock() {
    request();

    fixture.runDue();

    assertThat(fixture.plannedFor(sync(ada)).orElseThrow())
        .isAfterOrEqualTo(LATER.plus(Duration.ofMinutes(10)));
  }

  @Test
  void isOneJobHoweverOftenItIsAskedFor() {
    Job job = request();
    List<Job> whileReading = new ArrayList<>();
    fixture.eve.before(Call.QUEUE, once(() -> whileReading.add(request())));

    assertThat(request().id()).isEqualTo(job.id());
    fixture.runDue();

    assertThat(whileReading).map(Job::id).containsExactly(job.id());
    assertThat(request().id()).isNotEqualTo(job.id());
  }

  @Test
  void doesNotAskEsiForWhatIsStillFresh() {
    request();
    fixture.runDue();
    int asked = fixture.eve.calls(Call.QUEUE);
    fixture.clock.advance(Duration.ofSeconds(59));
    Job job = request();

    fixture.runDue();

    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(asked);
    assertThat(current(job).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(current(job).result())
        .contains(
            JsonObject.ofStrings(
                Map.of("outcome", "still-fresh", "freshUntil", LATER.plusSeconds(60).toString())));
  }

  @Test
  void isNotForOthersCharacters() {
    UserId other = fixture.signIn(fixture.newCharacter("Bo")).user();
    int rows = fixture.jobs(ada).size();

    assertThat(fixture.nomad.requestSync().request(other, ada)).isEqualTo(new Outcome.NotFound());
    assertThat(fixture.nomad.requestSync().request(user, new CharacterId(1)))
        .isEqualTo(new Outcome.NotFound());

    assertThat(fixture.jobs(ada)).hasSize(rows);
  }

  @Test
  void isTriedAgainWhenEsiWantsUsToWait() {
    fixture.eve.throttle(Optional.of(Duration.ofSeconds(90)));
    Job job = request();
    fixture.runDue();

    Instant again = LATER.plusSeconds(90);
    assertThat(current(job).status()).isEqualTo(JobStatus.PENDING);
    assertThat(current(job).error().orElseThrow()).contains(again.toString());
    assertThat(fixture.plannedFor(new DueWork.RunJob(job))).contains(again);
    fixture.eve.throttle(Optional.empty());
    fixture.runDueUntil(again);

    assertThat(current(job).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(current(job).error()).isEmpty();
    assertThat(current(job).attempts()).isEqualTo(2);
  }

  @Test
  void isTriedAgainAtOnceWhenSomethingElseCameInBetween() {
    Job job = request();
    fixture.eve.before(Call.QUEUE, once(() -> fixture.signIn(ada)));

    fixture.runDueUntil(LATER);

    assertThat(current(job).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(current(job).attempts()).isEqualTo(2);
  }

  @Test
  void failsWithTheReasonWhenEsiIsDown() {
    fixture.eve.begin(Trouble.ESI_DOWN);
    Job job = request();

    fixture.runDue();
    assertThat(current(job).status()).as("a moment's outage").isEqualTo(JobStatus.PENDING);
    assertThat(current(job).error()).contains("ESI is down");

    fixture.runDueFor(Duration.ofMinutes(3));
    assertThat(current(job).status()).isEqualTo(JobStatus.FAILED);
    assertThat(current(job).attempts()).isEqualTo(5);
    assertThat(current(job).error()).contains("ESI is down");
    assertThat(fixture.plannedFor(new DueWork.RunJob(job))).isEmpty();
    assertThat(fixture.plannedFor(sync(ada))).isEqualTo(fixture.state(ada).nextPoll());
  }

  @Test
  void isRefusedWhileTooManyWait() {
    Instant now = fixture.clock.instant();
    for (int i = 0; i < 5_000; i++) {
      fixture
          .stores
          .schedule()
          .plan(new DueWork.RunJob(new JobId("waiting-" + i), JobType.SYNC_MAIL), now);
    }

    assertThat(fixture.nomad.requestSync().request(user, ada))
        .isEqualTo(new Outcome.Overloaded(Duration.ofSeconds(30)));

    assertThat(fixture.stores.jobs().openOf(ada)).isEmpty();
    fixture.stores.schedule().cancel(new DueWork.RunJob(new JobId("waiting-7"), JobType.SYNC_MAIL));
    assertThat(fixture.nomad.requestSync().request(user, ada)).isInstanceOf(Outcome.Queued.class);
  }

  @Test
  void failsWithTheReasonWhenThePilotHasToSignInAgain() {
    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(1));
    Job job = request();

    fixture.runDue();

    assertThat(current(job).error()).contains("the character's grant is not in force");
    assertThat(fixture.state(ada).nextPoll()).isEmpty();
  }

  @Test
  void isForgottenTogetherWithItsCharacter() {
    Job job = request();
    fixture.eve.changeOwner(ada, new OwnerHash("buyer"));
    fixture.signIn(ada);

    assertThat(fixture.runDue().failed()).isEmpty();

    assertThat(fixture.stores.jobs().find(job.id())).isEmpty();
    assertThat(fixture.plannedFor(new DueWork.RunJob(job))).isEmpty();
  }

  @Test
  void isNoWorkIfNobodyKnowsTheJob() {
    assertThat(
            fixture
                .nomad
                .dueWork()
                .handle(new DueWork.RunJob(new JobId("unknown"), JobType.SYNC_SKILLS)))
        .isEqualTo(Next.Done.DONE);
  }

  @Test
  void survivesACrashAtAnyStep() {
    int step = 1;
    while (crashesAt(step)) {
      step++;
    }
    assertThat(step).as("steps that can fail").isBetween(5, 100);
  }

  private static boolean crashesAt(int step) {
    RequestSyncTest world = new RequestSyncTest();
    world.readTheBaseline();
    world.fixture.queue(world.ada, training(0, GUNNERY, 1, LATER.minusSeconds(30)));
    Job job = world.request();
    world.fixture.faults.failAtCall(step);

    world.fixture.runDue();
    boolean crashed = !world.fixture.faults.stillToFail();
    world.fixture.faults.heal();
    world.fixture.runDueFor(Duration.ofMinutes(5));

    assertThat(world.current(job).status())
        .as("crash at call %s", step)
        .isEqualTo(JobStatus.COMPLETED);
    assertThat(world.fixture.alerts(world.user)).as("crash at call %s", step).hasSize(1);
    return crashed;
  }

  private Job request() {
    List<Job> jobs = ((Outcome.Queued) fixture.nomad.requestSync().request(user, ada)).jobs();
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }

  private Job current(Job job) {
    return fixture.stores.jobs().find(job.id()).orElseThrow();
  }

  private static JsonValue outcome(String what, int events) {
    return new JsonObject(Map.of("outcome", JsonValue.of(what), "events", JsonValue.of(events)));
  }
}
