package dev.evenomad.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class JobTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final JsonValue PAYLOAD = JsonValue.of("payload");
  private static final JsonValue REST = JsonValue.of("rest");
  private static final JsonValue RESULT = JsonValue.of("result");
  private static final Job PENDING =
      Job.pending(
          new JobId("job"),
          JobType.SYNC_SKILLS,
          Optional.of(new CharacterId(1)),
          Optional.of(PAYLOAD),
          NOW);
  private static final Job PROCESSING = PENDING.started(NOW.plusSeconds(1));
  private static final Job COMPLETED =
      PROCESSING.completed(Optional.of(RESULT), NOW.plusSeconds(2));
  private static final Job FAILED = PROCESSING.failed("broken", NOW.plusSeconds(2));

  @Test
  void waitsForItsTurn() {
    assertThat(PENDING.status()).isEqualTo(JobStatus.PENDING);
    assertThat(PENDING.attempts()).isZero();
    assertThat(PENDING.startedAt()).isEmpty();
    assertThat(PENDING.over()).isFalse();
  }

  @Test
  void begins() {
    assertThat(PROCESSING.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(PROCESSING.startedAt()).contains(NOW.plusSeconds(1));
    assertThat(PROCESSING.attempts()).isEqualTo(1);
    assertThat(PROCESSING.over()).isFalse();
  }

  @Test
  void beginsOnceMoreAfterItsProcessDied() {
    Job again = PROCESSING.started(NOW.plusSeconds(9));

    assertThat(again.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(again.startedAt()).contains(NOW.plusSeconds(9));
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void knowsWhetherItIsStillInATry() {
    assertThat(PROCESSING.stillInTry(PROCESSING)).isTrue();
    assertThat(PROCESSING.started(NOW.plusSeconds(9)).stillInTry(PROCESSING))
        .as("taken over")
        .isFalse();
    assertThat(PROCESSING.toBeRetried("later", PAYLOAD).stillInTry(PROCESSING)).isFalse();
    assertThat(COMPLETED.stillInTry(PROCESSING)).isFalse();
  }

  @Test
  void completes() {
    assertThat(COMPLETED.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(COMPLETED.result()).contains(RESULT);
    assertThat(COMPLETED.completedAt()).contains(NOW.plusSeconds(2));
    assertThat(COMPLETED.startedAt()).isEqualTo(PROCESSING.startedAt());
    assertThat(COMPLETED.payload()).contains(PAYLOAD);
    assertThat(COMPLETED.over()).isTrue();
  }

  @Test
  void forgetsWhatItWorkedOnOnceItHasEnded() {
    assertThat(COMPLETED.withoutPayload().payload()).isEmpty();
    assertThat(COMPLETED.withoutPayload().result()).contains(RESULT);
    assertThat(FAILED.withoutPayload().payload()).isEmpty();
    assertThat(FAILED.withoutPayload().error()).contains("broken");
    for (Job open : List.of(PENDING, PROCESSING)) {
      assertThatIllegalStateException().isThrownBy(open::withoutPayload);
    }
  }

  @Test
  void fails() {
    assertThat(FAILED.status()).isEqualTo(JobStatus.FAILED);
    assertThat(FAILED.error()).contains("broken");
    assertThat(FAILED.result()).isEmpty();
    assertThat(FAILED.completedAt()).contains(NOW.plusSeconds(2));
    assertThat(FAILED.over()).isTrue();
  }

  @Test
  void refusesAnErrorThatCannotBeStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PROCESSING.failed("broken\0", NOW))
        .withMessageContaining("error of a job");
  }

  @Test
  void goesBackInLineWithWhatIsLeftToDo() {
    Job backInLine = PROCESSING.toBeRetried("not now", REST);

    assertThat(backInLine.status()).isEqualTo(JobStatus.PENDING);
    assertThat(backInLine.error()).contains("not now");
    assertThat(backInLine.payload()).contains(REST);
    assertThat(backInLine.attempts()).isEqualTo(1);
    assertThat(backInLine.over()).isFalse();
    assertThat(backInLine.started(NOW).completed(Optional.empty(), NOW).error())
        .as("what went well in the end has no error")
        .isEmpty();
  }

  @Test
  void refusesEveryOtherStep() {
    for (Job over : List.of(COMPLETED, FAILED)) {
      assertRefused(over, job -> job.started(NOW));
    }
    for (Job notBegun : List.of(PENDING, COMPLETED, FAILED)) {
      assertRefused(notBegun, job -> job.completed(Optional.empty(), NOW));
      assertRefused(notBegun, job -> job.failed("broken", NOW));
      assertRefused(notBegun, job -> job.toBeRetried("not now", REST));
    }
  }

  @Test
  void refusesAnEndThatDoesNotFitItsStatus() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(JobStatus.COMPLETED, Optional.empty(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(JobStatus.FAILED, Optional.empty(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(JobStatus.PENDING, Optional.of(NOW), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(JobStatus.PROCESSING, Optional.of(NOW), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(JobStatus.PENDING, Optional.empty(), -1));
  }

  @Test
  void isKnownOutsideByItsCodes() {
    for (JobStatus status : JobStatus.values()) {
      assertThat(JobStatus.ofCode(status.code())).contains(status);
    }
    for (JobType type : JobType.values()) {
      assertThat(JobType.ofCode(type.code())).contains(type);
    }
    assertThat(JobType.of(SyncKind.SKILLS).code()).isEqualTo("sync-skills");
    assertThat(JobType.ofCode("SYNC_SKILLS")).isEmpty();
    assertThat(JobStatus.ofCode("done")).isEmpty();
  }

  @Property
  void countsItsTriesAndNeverLeavesItsEnd(@ForAll("steps") List<Step> steps) {
    Job job = PENDING;
    int begun = 0;
    for (Step step : steps) {
      boolean overBefore = job.over();
      Job before = job;
      try {
        job = step.on(job);
        begun += step == Step.START ? 1 : 0;
        assertThat(overBefore).isFalse();
      } catch (IllegalStateException refused) {
        assertThat(before.status())
            .isNotEqualTo(step == Step.START ? JobStatus.PENDING : JobStatus.PROCESSING);
      }
      assertThat(job.attempts()).isEqualTo(begun);
      assertThat(job.startedAt().isPresent()).isEqualTo(begun > 0);
      assertThat(job.over()).isEqualTo(job.completedAt().isPresent());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.values()).list().ofMaxSize(12);
  }

  enum Step {
    START,
    COMPLETE,
    FAIL,
    RETRY;

    Job on(Job job) {
      return switch (this) {
        case START -> job.started(NOW);
        case COMPLETE -> job.completed(Optional.empty(), NOW);
        case FAIL -> job.failed("broken", NOW);
        case RETRY -> job.toBeRetried("not now", REST);
      };
    }
  }

  private static void assertRefused(Job job, UnaryOperator<Job> step) {
    assertThatIllegalStateException()
        .isThrownBy(() -> step.apply(job))
        .withMessageContaining("job job is " + job.status().code() + " and cannot become");
  }

  private static Job of(JobStatus status, Optional<Instant> completedAt, int attempts) {
    return new Job(
        new JobId("job"),
        JobType.PUSH_DELIVERY,
        Optional.empty(),
        status,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NOW,
        Optional.empty(),
        completedAt,
        attempts,
        0);
  }
}
