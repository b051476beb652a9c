package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.industry.IndustryActivity;
import dev.evenomad.domain.industry.IndustryJob;
import dev.evenomad.domain.industry.IndustryJob.Status;
import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobCompleted;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobDelivered;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Moments are minutes from the reading of the known jobs, all of which were begun before. */
final class IndustryDetectionTest {

  private static final IndustryDetection DETECTION = new IndustryDetection();
  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);

  private static final IndustryJob FIRST = job(1, Status.ACTIVE, 10);
  private static final IndustryJob SECOND = job(2, Status.ACTIVE, 100);
  private static final IndustryJobs KNOWN = jobs(0, FIRST, SECOND);

  @Test
  void tellsByTheClockWhatEnds() {
    assertThat(byClock(KNOWN, 0, 9)).isEmpty();
    assertThat(byClock(KNOWN, 0, 10)).containsExactly(completed(FIRST, 10));
    assertThat(byClock(KNOWN, 10, 99)).isEmpty();
    assertThat(byClock(KNOWN, 0, 100))
        .containsExactly(completed(FIRST, 10), completed(SECOND, 100));
    assertThat(DETECTION.nextEvent(KNOWN, minute(0))).contains(minute(10));
    assertThat(DETECTION.nextEvent(KNOWN, minute(10))).contains(minute(100));
    assertThat(DETECTION.nextEvent(KNOWN, minute(100))).isEmpty();
  }

  @Test
  void tellsByTheClockOnlyOfJobsThatRun() {
    for (Status status : Status.values()) {
      IndustryJobs known = jobs(0, job(1, status, 10));

      boolean runs = status == Status.ACTIVE || status == Status.READY || status == Status.UNKNOWN;
      assertThat(byClock(known, 0, 10)).as(status.code()).hasSize(runs ? 1 : 0);
      assertThat(DETECTION.nextEvent(known, READ).isPresent()).as(status.code()).isEqualTo(runs);
    }
  }

  @Test
  void tellsOnceWhatEndedInAGapWhateverTheStatus() {
    IndustryJob ready = job(1, Status.READY, 10);

    assertThat(compare(KNOWN, 0, jobs(15, FIRST, SECOND)).events())
        .containsExactly(completed(FIRST, 10));
    assertThat(compare(KNOWN, 0, jobs(15, ready, SECOND)).events())
        .containsExactly(completed(ready, 10));
    assertThat(compare(KNOWN, 10, jobs(15, ready, SECOND)).events()).isEmpty();
  }

  @Test
  void tellsNowWhatIsReadyBeforeItsEnd() {
    IndustryJob ready = job(2, Status.READY, 100);
    Comparison<IndustryJobs> early = compare(KNOWN, 10, jobs(15, FIRST, ready));

    assertThat(early.events()).containsExactly(completed(ready, 15));
    assertThat(byClock(early.settled(), 15, 200)).isEmpty();
    assertThat(DETECTION.nextEvent(early.settled(), minute(15))).isEmpty();
    assertThat(compare(early.settled(), 15, jobs(20, FIRST, SECOND)).events())
        .as("an older answer")
        .isEmpty();
    assertThat(compare(early.settled(), 15, jobs(20, FIRST)).events())
        .containsExactly(delivered(2, 15, 20));
  }

  @Test
  void tellsThatAJobWasDeliveredUnderTheEndThatWasTold() {
    IndustryJob later = job(1, Status.READY, minute(10).plusSeconds(40));
    IndustryJobs known = compare(KNOWN, 10, jobs(11, later, SECOND)).settled();
    Comparison<IndustryJobs> gone = compare(known, 11, jobs(15, SECOND));

    assertThat(byClock(known, 10, 12)).as("a little later is the same").isEmpty();
    assertThat(gone.events()).containsExactly(delivered(1, 10, 15));
    assertThat(DedupKey.of(gone.events().getFirst())).isEqualTo(DedupKey.of(completed(FIRST, 10)));
    assertThat(compare(known, 11, jobs(15, job(1, Status.DELIVERED, 10), SECOND)).events())
        .isEqualTo(gone.events());
  }

  @Test
  void tellsBothOfAJobThatEndedAndWasDeliveredInAGap() {
    assertThat(compare(KNOWN, 0, jobs(15, SECOND)).events())
        .containsExactly(completed(FIRST, 10), delivered(1, 10, 15));
  }

  @Test
  void tellsNothingOfAJobThatWasCancelled() {
    assertThat(compare(KNOWN, 0, jobs(5, SECOND)).events()).isEmpty();
    for (Status status : List.of(Status.CANCELLED, Status.REVERTED, Status.DELIVERED)) {
      Comparison<IndustryJobs> closed = compare(KNOWN, 0, jobs(5, job(1, status, 10), SECOND));

      assertThat(closed.events()).as(status.code()).isEmpty();
      assertThat(byClock(closed.settled(), 5, 99)).isEmpty();
      assertThat(compare(closed.settled(), 5, jobs(20, SECOND)).events()).isEmpty();
    }
  }

  @Test
  void tellsAResumedJobAtItsNewEnd() {
    IndustryJobs paused = compare(KNOWN, 0, jobs(5, job(1, Status.PAUSED, 10), SECOND)).settled();
    IndustryJob resumed = job(1, Status.ACTIVE, 30);
    Comparison<IndustryJobs> running = compare(paused, 15, jobs(20, resumed, SECOND));

    assertThat(byClock(paused, 5, 50)).isEmpty();
    assertThat(compare(paused, 5, jobs(20, SECOND)).events()).as("cancelled").isEmpty();
    assertThat(running.events()).isEmpty();
    assertThat(byClock(running.settled(), 20, 40)).containsExactly(completed(resumed, 30));
  }

  @Test
  void tellsAgainWhatWasToldTooSoon() {
    IndustryJob later = job(1, Status.ACTIVE, 30);
    Comparison<IndustryJobs> moved = compare(KNOWN, 10, jobs(15, later, SECOND));

    assertThat(moved.events()).isEmpty();
    assertThat(byClock(moved.settled(), 15, 40)).containsExactly(completed(later, 30));
    assertThat(compare(moved.settled(), 15, jobs(16, FIRST, SECOND)).settled().find(FIRST.id()))
        .as("an older answer")
        .contains(later);
  }

  @Test
  void tellsAJobThatWasBegunAndEndedSinceTheKnownReading() {
    IndustryJob unknown = job(3, Status.READY, 12);
    IndustryJob old = job(4, Status.READY, -5);

    assertThat(compare(KNOWN, 14, jobs(15, FIRST, SECOND, unknown, old)).events())
        .as("nobody could know when the clock was looked at")
        .containsExactly(completed(unknown, 12));
  }

  @Test
  void believesThatAllJobsAreGoneOnlyTheSecondTime() {
    Comparison<IndustryJobs> empty = compare(KNOWN, 0, jobs(15));

    assertThat(empty.events()).as("by the clock").containsExactly(completed(FIRST, 10));
    assertThat(empty.settled().jobs()).isEmpty();
    assertThat(byClock(empty.settled(), 15, 100)).containsExactly(completed(SECOND, 100));
    assertThat(compare(empty.settled(), 15, jobs(15)).events()).as("the same reading").isEmpty();
    assertThat(compare(empty.settled(), 15, jobs(20)).events())
        .containsExactly(delivered(1, 10, 20));
    assertThat(compare(empty.settled(), 15, jobs(20, FIRST, SECOND)).events())
        .as("it was a mistake")
        .isEmpty();
    assertThat(compare(empty.settled(), 15, jobs(20, SECOND)).events())
        .containsExactly(delivered(1, 10, 20));
  }

  @Test
  void tellsNothingAgainOfAJobThatAnOlderAnswerListsOnceMore() {
    IndustryJobs gone = compare(KNOWN, 10, jobs(15, job(3, Status.ACTIVE, 300))).settled();
    Comparison<IndustryJobs> again = compare(gone, 15, jobs(18, FIRST, SECOND));

    assertThat(again.events()).isEmpty();
    assertThat(byClock(again.settled(), 18, 200)).as("the second was cancelled").isEmpty();
    assertThat(compare(again.settled(), 18, jobs(20, job(3, Status.ACTIVE, 300))).events())
        .isEmpty();
  }

  @Test
  void believesInACancelledJobThatIsListedForLong() {
    IndustryJobs gone = compare(KNOWN, 10, jobs(15, FIRST)).settled();
    IndustryJobs back = compare(gone, 15, jobs(30, FIRST, SECOND)).settled();

    assertThat(byClock(back, 30, 200)).containsExactly(completed(SECOND, 100));
  }

  @Test
  void forgetsWhatIsLongGone() {
    IndustryJobs gone = compare(KNOWN, 10, jobs(15, SECOND)).settled();
    IndustryJobs later = compare(gone, 15, jobs(15 + 24 * 60, SECOND)).settled();

    assertThat(gone.told()).isEqualTo(Map.of(FIRST.id(), minute(10)));
    assertThat(gone.missing()).hasSize(1);
    assertThat(later.missing()).isEmpty();
    assertThat(later.told()).containsOnlyKeys(SECOND.id());
  }

  @Test
  void losesNothingIfTheClockIsPutBack() {
    IndustryJob unknown = job(3, Status.ACTIVE, 12);

    assertThat(compare(KNOWN, 15, jobs(11, FIRST, SECOND, unknown)).events())
        .as("the clock does not come by there again")
        .containsExactly(completed(unknown, 12));
  }

  private static Instant minute(int minute) {
    return READ.plus(Duration.ofMinutes(minute));
  }

  private static List<CharacterEvent> byClock(IndustryJobs known, int after, int until) {
    return DETECTION.byClock(known, minute(after), minute(until));
  }

  private static Comparison<IndustryJobs> compare(
      IndustryJobs known, int after, IndustryJobs read) {
    return DETECTION.compare(known, read, minute(after), read.asOf());
  }

  private static CharacterEvent completed(IndustryJob job, int minute) {
    return new IndustryJobCompleted(CHARACTER, job, minute(minute));
  }

  private static CharacterEvent delivered(long job, int completed, int noticed) {
    return new IndustryJobDelivered(
        CHARACTER, new IndustryJobId(job), minute(completed), minute(noticed));
  }

  private static IndustryJobs jobs(int minute, IndustryJob... jobs) {
    return new IndustryJobs(CHARACTER, List.of(jobs), minute(minute));
  }

  private static IndustryJob job(long id, Status status, int end) {
    return job(id, status, minute(end));
  }

  private static IndustryJob job(long id, Status status, Instant end) {
    return new IndustryJob(
        new IndustryJobId(id),
        IndustryActivity.MANUFACTURING,
        new TypeId(681),
        Optional.of(new TypeId(165)),
        1,
        new LocationId(60003760),
        status,
        READ.minus(Duration.ofHours(1)),
        end);
  }
}
