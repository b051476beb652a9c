package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEmptied;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEnding;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueRefilled;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Moments are hours from the reading of the known snapshot; the pilot is warned a day before. */
final class SkillQueueEndTest {

  private static final SkillDetection DETECTION =
      new SkillDetection(LeadTimes.DEFAULT.queueEnding());
  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final Duration DAY = Duration.ofHours(24);

  /** Ends after 30 hours, so that the warning is due after six. */
  private static final SkillSnapshot KNOWN = running(0, 10, 30);

  @Test
  void tellsByTheClockThatTheQueueEndsAndThatItEnded() {
    assertThat(byClock(KNOWN, READ, hour(5))).isEmpty();
    assertThat(byClock(KNOWN, READ, hour(6))).containsExactly(ending(30));
    assertThat(byClock(KNOWN, hour(6), hour(29))).isEmpty();
    assertThat(byClock(KNOWN, hour(6), hour(30))).containsExactly(emptied(30));
    assertThat(byClock(KNOWN, READ, hour(40))).containsExactly(ending(30), emptied(30));
  }

  @Test
  void tellsOnceWhatPassedInAGap() {
    assertThat(compare(KNOWN, running(8, 10, 30), READ, hour(8))).containsExactly(ending(30));
    assertThat(compare(KNOWN, running(8, 10, 30), hour(7), hour(8))).isEmpty();
    assertThat(compare(KNOWN, running(31, 10, 30), READ, hour(31)))
        .as("too late to warn")
        .containsExactly(emptied(30));
    assertThat(compare(KNOWN, running(31, 10, 30), hour(30), hour(31))).isEmpty();
  }

  @Test
  void tellsThatTheQueueRanOutThoughThePilotLoggedInSince() {
    SkillSnapshot applied = snapshot(31, SkillQueue.EMPTY, 2);

    assertThat(compare(KNOWN, applied, hour(6), hour(31))).containsExactly(emptied(30));
    assertThat(compare(KNOWN, applied, hour(30), hour(31))).as("told by the clock").isEmpty();
  }

  @Test
  void tellsNothingOfAQueueThatThePilotEmptiedOrPaused() {
    SkillSnapshot empty = snapshot(8, SkillQueue.EMPTY, 0);
    SkillSnapshot paused = snapshot(8, queueOf(List.of(Optional.empty(), Optional.empty())), 0);

    assertThat(compare(KNOWN, empty, READ, hour(8))).isEmpty();
    assertThat(compare(KNOWN, snapshot(31, SkillQueue.EMPTY, 0), READ, hour(31))).isEmpty();
    assertThat(compare(KNOWN, paused, READ, hour(8))).isEmpty();
    assertThat(byClock(empty, hour(8), hour(40))).isEmpty();
    assertThat(byClock(paused, hour(8), hour(40))).isEmpty();
    assertThat(DETECTION.nextEvent(paused, hour(8))).isEmpty();
  }

  @Test
  void tellsNothingOfAQueueThatIsFilledAgain() {
    assertThat(compare(KNOWN, running(35, 60), READ, hour(35))).isEmpty();
  }

  @Test
  void warnsAgainBeforeTheNewEndOfAQueueThatWasProlonged() {
    SkillSnapshot prolonged = running(8, 10, 30, 50);

    assertThat(compare(KNOWN, prolonged, hour(7), hour(8))).containsExactly(refilled(30, DAY, 8));
    assertThat(compare(KNOWN, prolonged, hour(5), hour(8))).as("before it was told").isEmpty();
    assertThat(byClock(prolonged, hour(8), hour(40))).containsExactly(ending(50));
  }

  @Test
  void doesNotWarnOfAnEndThatWasNearWhenTheQueueWasBegun() {
    SkillSnapshot known = snapshot(0, SkillQueue.EMPTY, 0);
    SkillSnapshot begun = running(8, 9, 20);

    assertThat(compare(known, begun, READ, hour(8))).isEmpty();
    assertThat(byClock(begun, hour(8), hour(30))).containsExactly(emptied(20));
  }

  @Test
  void warnsOfAnEndThatCameNearSinceTheKnownReading() {
    SkillSnapshot known = snapshot(0, SkillQueue.EMPTY, 0);

    assertThat(compare(known, running(8, 10, 30), hour(7), hour(8)))
        .as("nobody could know when the clock was looked at")
        .containsExactly(ending(30));
  }

  @Test
  void doesNotWarnAgainOfWhatIsReportedALittleLater() {
    SkillQueue shifted =
        queueOf(List.of(Optional.of(hour(10)), Optional.of(hour(30).plusSeconds(40))));
    SkillSnapshot fresh = snapshot(6, shifted, 0);

    Comparison<SkillSnapshot> comparison = DETECTION.compare(KNOWN, fresh, hour(6), hour(6));

    assertThat(comparison.events()).isEmpty();
    assertThat(DETECTION.byClock(comparison.settled(), hour(6), hour(7))).isEmpty();
    assertThat(DETECTION.nextEvent(comparison.settled(), hour(6))).contains(hour(10));
    assertThat(comparison.settled().queue()).isEqualTo(shifted);
    assertThat(comparison.settled().warnedOf()).contains(hour(30));
  }

  @Test
  void knowsWhenTheClockHasSomethingToTell() {
    assertThat(DETECTION.nextEvent(KNOWN, READ)).contains(hour(6));
    assertThat(DETECTION.nextEvent(KNOWN, hour(6))).contains(hour(10));
    assertThat(DETECTION.nextEvent(KNOWN, hour(10))).contains(hour(30));
    assertThat(DETECTION.nextEvent(KNOWN, hour(30))).isEmpty();
  }

  @Test
  void tellsOnceThatAQueueThatRanOutGoesOn() {
    SkillSnapshot empty = snapshot(31, SkillQueue.EMPTY, 2);
    SkillSnapshot settled = DETECTION.compare(KNOWN, empty, hour(30), hour(31)).settled();
    Comparison<SkillSnapshot> filled =
        DETECTION.compare(settled, running(33, 60), hour(31), hour(33));

    assertThat(filled.events()).containsExactly(refilled(30, DAY, 33));
    assertThat(DedupKey.of(filled.events().getFirst())).isEqualTo(DedupKey.of(emptied(30)));
    assertThat(DedupKey.ofWarning(filled.events().getFirst())).contains(DedupKey.of(ending(30)));
    assertThat(compare(filled.settled(), running(34, 60), hour(33), hour(34))).isEmpty();
  }

  @Test
  void tellsThatAQueueGoesOnAlsoWithoutWarnings() {
    SkillDetection late = new SkillDetection(Optional.empty());
    SkillSnapshot filled = running(33, 60);

    assertThat(withoutTrainings(late.byClock(KNOWN, READ, hour(40)))).containsExactly(emptied(30));
    assertThat(late.compare(KNOWN, filled, hour(29), hour(29)).events()).isEmpty();
    assertThat(withoutTrainings(late.compare(KNOWN, filled, hour(30), hour(33)).events()))
        .containsExactly(new SkillQueueRefilled(CHARACTER, hour(30), Optional.empty(), hour(33)));
  }

  @Test
  void warnsAsLongBeforeAsWished() {
    SkillDetection detection = new SkillDetection(Optional.of(Duration.ofHours(1)));

    assertThat(detection.nextEvent(KNOWN, hour(10))).contains(hour(29));
  }

  private static Instant hour(int hour) {
    return READ.plus(Duration.ofHours(hour));
  }

  private static CharacterEvent ending(int end) {
    return new SkillQueueEnding(CHARACTER, hour(end), DAY);
  }

  private static CharacterEvent refilled(int end, Duration lead, int noticed) {
    return new SkillQueueRefilled(CHARACTER, hour(end), Optional.of(lead), hour(noticed));
  }

  private static CharacterEvent emptied(int end) {
    return new SkillQueueEmptied(CHARACTER, hour(end));
  }

  private static List<CharacterEvent> byClock(SkillSnapshot known, Instant after, Instant until) {
    return withoutTrainings(DETECTION.byClock(known, after, until));
  }

  private static List<CharacterEvent> compare(
      SkillSnapshot known, SkillSnapshot fresh, Instant after, Instant until) {
    return withoutTrainings(DETECTION.compare(known, fresh, after, until).events());
  }

  private static List<CharacterEvent> withoutTrainings(List<CharacterEvent> events) {
    return events.stream().filter(event -> !(event instanceof SkillTrainingCompleted)).toList();
  }

  /** Trainings that end at these hours. */
  private static SkillSnapshot running(int read, int... ends) {
    List<Optional<Instant>> finishes = new ArrayList<>();
    for (int end : ends) {
      finishes.add(Optional.of(hour(end)));
    }
    return snapshot(read, queueOf(finishes), 0);
  }

  private static SkillQueue queueOf(List<Optional<Instant>> finishes) {
    List<SkillQueueEntry> entries = new ArrayList<>();
    for (Optional<Instant> finish : finishes) {
      entries.add(
          new SkillQueueEntry(
              entries.size(),
              skill(entries.size()),
              new SkillLevel(5),
              finish.map(end -> end.minusSeconds(60)),
              finish,
              Optional.empty()));
    }
    return new SkillQueue(entries);
  }

  private static SkillSnapshot snapshot(int read, SkillQueue queue, int trained) {
    List<TrainedSkill> skills = new ArrayList<>();
    for (int i = 0; i < trained; i++) {
      skills.add(new TrainedSkill(skill(i), 5, 5, 0));
    }
    return new SkillSnapshot(CHARACTER, queue, new TrainedSkills(skills, 0, 0), hour(read));
  }

  private static TypeId skill(int number) {
    return new TypeId(3300L + number);
  }
}
