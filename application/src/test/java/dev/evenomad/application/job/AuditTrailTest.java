package dev.evenomad.application.job;

import static dev.evenomad.testkit.memory.NomadFixture.GUNNERY;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuditTrailTest {

  private static final Instant FINISH = START.plus(Duration.ofMinutes(5));

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");

  @BeforeEach
  void signIn() {
    fixture.signIn(ada);
  }

  @Test
  void holdsTheFirstReading() {
    fixture.runDue();

    Job row = fixture.jobs(ada).getFirst();
    assertThat(row.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(row.createdAt()).isEqualTo(START);
    assertThat(row.completedAt()).contains(START);
    assertThat(row.attempts()).isEqualTo(1);
    assertThat(row.result()).contains(outcome("updated", 0));
  }

  @Test
  void holdsNoReadingThatFoundNothingNew() {
    fixture.runDueFor(Duration.ofDays(1));

    assertThat(fixture.eve.calls(Call.QUEUE)).isGreaterThan(100);
    assertThat(fixture.jobs(ada)).hasSize(1);
  }

  @Test
  void holdsWhatTheClockTold() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(rows())
        .containsExactly(
            Optional.of(outcome("updated", 0)), Optional.of(outcome("told-by-clock", 1)));
  }

  @Test
  void holdsWhatTheClockToldRightBeforeAReadingThatFoundNothingNew() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    fixture.clock.set(START.plus(Duration.ofHours(1)));

    fixture.runDue();

    assertThat(rows())
        .containsExactly(Optional.of(outcome("updated", 0)), Optional.of(outcome("unchanged", 1)));
  }

  @Test
  void countsWhatTheClockToldRightBeforeAReadingThatFoundSomethingNew() {
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH));
    fixture.runDue();
    Instant late = START.plus(Duration.ofHours(1));
    fixture.clock.set(late);
    fixture.queue(ada, training(0, GUNNERY, 3, FINISH), training(1, GUNNERY, 4, late));

    fixture.runDue();

    assertThat(rows())
        .containsExactly(Optional.of(outcome("updated", 0)), Optional.of(outcome("updated", 2)));
  }

  @Test
  void holdsEveryReadingThatFailed() {
    fixture.eve.begin(Trouble.ESI_DOWN);

    fixture.runDueFor(Duration.ofMinutes(5));

    assertThat(fixture.jobs(ada)).hasSize(fixture.eve.calls(Call.QUEUE)).hasSizeGreaterThan(2);
    assertThat(fixture.jobs(ada)).map(Job::error).containsOnly(Optional.of("ESI is down"));
  }

  @Test
  void holdsOnceThatACharacterIsParked() {
    fixture.runDue();
    fixture.eve.endGrants(ada);

    fixture.runDueFor(Duration.ofDays(3));

    assertThat(fixture.jobs(ada))
        .map(Job::error)
        .containsExactly(Optional.empty(), Optional.of("the character's grant is not in force"));
  }

  @Test
  void holdsNothingOfBeingToldToWait() {
    fixture.eve.throttle(Optional.of(Duration.ofMinutes(1)));

    fixture.runDueFor(Duration.ofMinutes(10));

    assertThat(fixture.eve.calls(Call.QUEUE)).isGreaterThan(5);
    assertThat(fixture.jobs(ada)).isEmpty();
  }

  @Test
  void refusesAJobThatOnlyTheHistoryKnows() {
    Job old =
        Job.pending(
            new JobId("old"), JobType.TOKEN_REFRESH, Optional.of(ada), Optional.empty(), START);
    fixture.stores.jobs().add(old);
    fixture.stores.schedule().plan(new DueWork.RunJob(old), START);

    fixture.runDue();

    Job refused = fixture.stores.jobs().find(old.id()).orElseThrow();
    assertThat(refused.status()).isEqualTo(JobStatus.FAILED);
    assertThat(refused.error()).contains("this version does not run such jobs");
    assertThat(fixture.stores.schedule().runDue(fixture.nomad.dueWork(), START).failed()).isEmpty();
  }

  private List<Optional<JsonValue>> rows() {
    return fixture.jobs(ada).stream().map(Job::result).toList();
  }

  private static JsonValue outcome(String what, int events) {
    return new JsonObject(Map.of("outcome", JsonValue.of(what), "events", JsonValue.of(events)));
  }
}
