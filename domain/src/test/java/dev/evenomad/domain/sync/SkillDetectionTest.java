package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The trainings that are told. Moments are minutes from the reading of the known snapshot,
 * trainings last ten of them.
 */
final class SkillDetectionTest {

  private static final SkillDetection DETECTION =
      new SkillDetection(LeadTimes.DEFAULT.queueEnding());
  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final TypeId DRONES = new TypeId(3436);
  private static final SkillLevel V = new SkillLevel(5);

  private static final SkillQueueEntry GUNNERY_10 = entry(0, GUNNERY, minute(10));
  private static final SkillQueueEntry DRONES_20 = entry(1, DRONES, minute(20));
  private static final SkillSnapshot KNOWN = untrained(0, GUNNERY_10, DRONES_20);

  @Test
  void tellsByTheClockWhatTheQueueSays() {
    assertThat(byClock(KNOWN, READ, minute(9))).isEmpty();
    assertThat(byClock(KNOWN, READ, minute(10))).containsExactly(done(GUNNERY, minute(10)));
    assertThat(byClock(KNOWN, minute(10), minute(30))).containsExactly(done(DRONES, minute(20)));
    assertThat(byClock(KNOWN, READ, minute(30)))
        .containsExactly(done(GUNNERY, minute(10)), done(DRONES, minute(20)));
  }

  @Test
  void tellsWhatTheFreshQueueShowsAsFinished() {
    SkillSnapshot fresh = untrained(15, GUNNERY_10, DRONES_20);

    assertThat(byComparison(KNOWN, fresh, READ, minute(15)))
        .containsExactly(done(GUNNERY, minute(10)));
    assertThat(byComparison(KNOWN, fresh, minute(10), minute(15)))
        .as("told by the clock")
        .isEmpty();
  }

  @Test
  void tellsWhatLeftTheQueueBecauseItWasCompleted() {
    SkillSnapshot fresh = trained(15, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, fresh, READ, minute(15)))
        .containsExactly(done(GUNNERY, minute(10)));
    assertThat(byComparison(KNOWN, fresh, minute(10), minute(15)))
        .as("told by the clock")
        .isEmpty();
  }

  @Test
  void tellsNothingOfWhatThePilotTookOut() {
    assertThat(byComparison(KNOWN, untrained(15, DRONES_20), READ, minute(15))).isEmpty();
    assertThat(byComparison(KNOWN, untrained(15), READ, minute(15)))
        .as("an empty answer after a full one")
        .isEmpty();
  }

  @Test
  void tellsWhatLeftTheQueueAMomentAfterItsFinishThoughTheSkillsAreStillOld() {
    SkillSnapshot queueFirst = untrained(11, DRONES_20);
    SkillSnapshot skillsToo = trained(12, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, queueFirst, READ, minute(11)))
        .containsExactly(done(GUNNERY, minute(10)));
    assertThat(byComparison(KNOWN, queueFirst, minute(10), minute(11)))
        .as("told by the clock")
        .isEmpty();
    assertThat(byComparison(queueFirst, skillsToo, minute(11), minute(12))).isEmpty();
    assertThat(
            byComparison(queueFirst, untrained(12, GUNNERY_10, DRONES_20), minute(11), minute(12)))
        .as("an older queue once more")
        .isEmpty();
  }

  @Test
  void believesSkillsThatAreYoungerThanTheFinish() {
    assertThat(byComparison(KNOWN, untrained(12, DRONES_20), READ, minute(12)))
        .as("taken out before")
        .isEmpty();
  }

  @Test
  void tellsWhatWasAcceleratedOnceThoughTheQueueIsStillOld() {
    SkillSnapshot skillsFirst = trained(5, List.of(GUNNERY), GUNNERY_10, DRONES_20);
    SkillSnapshot queueToo = trained(7, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, skillsFirst, READ, minute(5)))
        .containsExactly(done(GUNNERY, minute(5)));
    assertThat(byComparison(skillsFirst, queueToo, minute(5), minute(7))).isEmpty();
    assertThat(byComparison(skillsFirst, skillsFirst, minute(5), minute(7))).isEmpty();
    assertThat(byClock(skillsFirst, minute(5), minute(30)))
        .containsExactly(done(DRONES, minute(20)));
  }

  @Test
  void tellsNothingOfWhatLeftTheQueueEarlyAndHasNotReachedItsLevel() {
    SkillSnapshot queueFirst = untrained(5, DRONES_20);
    SkillSnapshot skillsToo = trained(7, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, queueFirst, READ, minute(5))).isEmpty();
    assertThat(byComparison(queueFirst, skillsToo, minute(5), minute(7))).isEmpty();
  }

  @Test
  void tellsNothingOfWhatIsPausedOrEndsLater() {
    SkillSnapshot paused =
        untrained(
            15,
            GUNNERY_10.at(Optional.empty(), Optional.empty()),
            DRONES_20.at(Optional.empty(), Optional.empty()));
    SkillSnapshot later =
        untrained(15, entry(0, GUNNERY, minute(40)), entry(1, DRONES, minute(50)));

    assertThat(byComparison(KNOWN, paused, READ, minute(15))).isEmpty();
    assertThat(byComparison(KNOWN, later, READ, minute(15))).isEmpty();
    assertThat(byClock(later, minute(15), minute(40))).containsExactly(done(GUNNERY, minute(40)));
  }

  @Test
  void believesTheFreshQueueOnWhatEndsEarlier() {
    SkillSnapshot earlier = untrained(15, entry(0, GUNNERY, minute(5)), DRONES_20);

    assertThat(byComparison(KNOWN, earlier, READ, minute(15)))
        .containsExactly(done(GUNNERY, minute(5)));
    assertThat(byComparison(KNOWN, earlier, minute(7), minute(15)))
        .as("looked at before, when it was not known yet")
        .containsExactly(done(GUNNERY, minute(5)));
    assertThat(byComparison(KNOWN, earlier, minute(10), minute(15)))
        .as("told by the clock, if late")
        .isEmpty();
  }

  @Test
  void tellsWhatWasAddedAndFinishedBetweenTwoReadings() {
    SkillSnapshot known = untrained(0);
    SkillSnapshot shown = untrained(15, GUNNERY_10);

    assertThat(byComparison(known, shown, READ, minute(15)))
        .containsExactly(done(GUNNERY, minute(10)));
    assertThat(byComparison(known, shown, minute(12), minute(15)))
        .as("nobody could know when the clock was looked at")
        .containsExactly(done(GUNNERY, minute(10)));
  }

  @Test
  void tellsNothingThatWasOverBeforeTheKnownReading() {
    SkillSnapshot known = untrained(12);

    assertThat(byComparison(known, untrained(15, GUNNERY_10), minute(12), minute(15))).isEmpty();
  }

  @Test
  void tellsWhatWasCompletedSoonerThanAnybodyKnew() {
    SkillSnapshot fresh = trained(8, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, fresh, READ, minute(8)))
        .containsExactly(done(GUNNERY, minute(8)));
  }

  @Test
  void tellsNothingOfALevelThatWasReachedBefore() {
    SkillSnapshot known = trained(0, List.of(DRONES), GUNNERY_10, DRONES_20);
    SkillSnapshot fresh = trained(8, List.of(DRONES), GUNNERY_10);

    assertThat(byComparison(known, fresh, READ, minute(8))).isEmpty();
  }

  @Test
  void tellsSeveralInTheOrderOfTheirFinish() {
    SkillSnapshot fresh = trained(25, List.of(GUNNERY), DRONES_20);

    assertThat(byComparison(KNOWN, fresh, READ, minute(25)))
        .containsExactly(done(GUNNERY, minute(10)), done(DRONES, minute(20)));
  }

  @Test
  void tellsAFinishThatIsReportedALittleLaterOnce() {
    Instant shifted = minute(10).plusSeconds(3);
    SkillSnapshot fresh = untrained(11, entry(0, GUNNERY, shifted), DRONES_20);

    assertThat(byComparison(KNOWN, fresh, minute(10), minute(11))).isEmpty();
    assertThat(byComparison(KNOWN, fresh, READ, minute(11)))
        .containsExactly(done(GUNNERY, shifted));
  }

  @Test
  void doesNotLetTheClockTellAgainWhatIsReportedALittleLater() {
    Instant told = minute(10);
    Instant now = told.plusSeconds(1);
    SkillSnapshot fresh =
        untrained(10, entry(0, GUNNERY, told.plusSeconds(3)), entry(1, DRONES, minute(21)));

    SkillSnapshot settled = settled(KNOWN, fresh, told);

    assertThat(byComparison(KNOWN, fresh, told, now)).isEmpty();
    assertThat(byClock(settled, now, minute(15))).isEmpty();
    assertThat(settled.queue().entries()).containsExactly(GUNNERY_10, entry(1, DRONES, minute(21)));
    assertThat(settled.asOf()).isEqualTo(fresh.asOf());
  }

  @Test
  void tellsAgainWhatWasToldTooSoon() {
    SkillSnapshot fresh = untrained(11, entry(0, GUNNERY, minute(30)), DRONES_20);

    SkillSnapshot settled = settled(KNOWN, fresh, minute(10));

    assertThat(settled.queue()).isEqualTo(fresh.queue());
    assertThat(byClock(settled, minute(21), minute(30))).containsExactly(done(GUNNERY, minute(30)));
  }

  private static List<CharacterEvent> byClock(SkillSnapshot known, Instant after, Instant until) {
    return trainings(DETECTION.byClock(known, after, until));
  }

  private static List<CharacterEvent> byComparison(
      SkillSnapshot known, SkillSnapshot fresh, Instant after, Instant until) {
    return trainings(DETECTION.compare(known, fresh, after, until).events());
  }

  private static SkillSnapshot settled(SkillSnapshot known, SkillSnapshot fresh, Instant after) {
    return DETECTION.compare(known, fresh, after, fresh.asOf()).settled();
  }

  private static List<CharacterEvent> trainings(List<CharacterEvent> events) {
    return events.stream().filter(SkillTrainingCompleted.class::isInstance).toList();
  }

  private static Instant minute(int minute) {
    return READ.plusSeconds(60L * minute);
  }

  private static CharacterEvent done(TypeId skill, Instant finish) {
    return new SkillTrainingCompleted(CHARACTER, skill, V, finish);
  }

  private static SkillQueueEntry entry(int position, TypeId skill, Instant finish) {
    return new SkillQueueEntry(
        position,
        skill,
        V,
        Optional.of(finish.minusSeconds(600)),
        Optional.of(finish),
        Optional.empty());
  }

  private static SkillSnapshot untrained(int minute, SkillQueueEntry... queue) {
    return trained(minute, List.of(), queue);
  }

  private static SkillSnapshot trained(
      int minute, List<TypeId> toLevelFive, SkillQueueEntry... queue) {
    List<TrainedSkill> skills =
        toLevelFive.stream().map(skill -> new TrainedSkill(skill, 5, 5, 256_000)).toList();
    return new SkillSnapshot(
        CHARACTER,
        new SkillQueue(List.of(queue)),
        new TrainedSkills(skills, 256_000L * skills.size(), 0),
        minute(minute));
  }
}
