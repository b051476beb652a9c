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
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * A training that ends while the pilot plays, of which each of ESI's two routes learns up to a
 * minute later, whatever the order. Moments are seconds from the first reading.
 */
final class SkillRoutesTest {

  private static final SkillDetection DETECTION =
      new SkillDetection(LeadTimes.DEFAULT.queueEnding());
  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final SkillLevel V = new SkillLevel(5);
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final int FINISH = 600;
  private static final int LATE = 3600;

  @Property(tries = 3000)
  void aTrainingThatFinishesIsToldOnce(
      @ForAll @IntRange(max = 60) int queueLag,
      @ForAll @IntRange(max = 60) int skillsLag,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 800) Integer> readings,
      @ForAll @Size(max = 3) List<@IntRange(min = 1, max = 800) Integer> looks) {
    List<CharacterEvent> told = told(FINISH + queueLag, FINISH + skillsLag, readings, looks);

    assertThat(told).containsExactly(done(FINISH));
  }

  @Property(tries = 3000)
  void aTrainingThatIsAcceleratedIsToldOnceUnlessItLeavesTheQueueBeforeTheSkillsShowIt(
      @ForAll @IntRange(min = 1, max = 500) int accelerated,
      @ForAll @IntRange(max = 60) int queueLag,
      @ForAll @IntRange(max = 60) int skillsLag,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 800) Integer> readings,
      @ForAll @Size(max = 3) List<@IntRange(min = 1, max = 800) Integer> looks) {
    int queueKnows = accelerated + queueLag;
    int skillsKnow = accelerated + skillsLag;
    boolean vanished = readings.stream().anyMatch(at -> at >= queueKnows && at < skillsKnow);
    boolean seen = readings.stream().anyMatch(at -> at >= accelerated && at < FINISH);

    List<CharacterEvent> told = told(queueKnows, skillsKnow, readings, looks);

    if (vanished) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).hasSize(1);
      if (!seen) {
        assertThat(told).containsExactly(done(FINISH));
      }
    }
  }

  @Property(tries = 3000)
  void aTrainingThatIsTakenOutIsNotToldIfThatIsReadInTimeOrTheSkillsAreYoungEnough(
      @ForAll @IntRange(min = 1, max = 500) int takenOut,
      @ForAll @IntRange(max = 60) int queueLag,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 800) Integer> readings) {
    List<Integer> sure = readings.stream().filter(at -> at < FINISH || at >= FINISH + 120).toList();

    assertThat(told(takenOut + queueLag, Integer.MAX_VALUE, sure, List.of())).isEmpty();
  }

  /** What is told by a server that reads and looks at the clock then, and reads once more late. */
  private static List<CharacterEvent> told(
      int queueKnows, int skillsKnow, List<Integer> readings, List<Integer> looks) {
    List<CharacterEvent> told = new ArrayList<>();
    SkillSnapshot known = shown(0, queueKnows, skillsKnow);
    Instant after = START;
    SortedSet<Integer> moments = new TreeSet<>(readings);
    moments.addAll(looks);
    moments.add(LATE);
    for (int moment : moments) {
      Instant now = at(moment);
      if (readings.contains(moment) || moment == LATE) {
        SkillSnapshot fresh = shown(moment, queueKnows, skillsKnow);
        Comparison<SkillSnapshot> comparison = DETECTION.compare(known, fresh, after, now);
        told.addAll(comparison.events());
        known = comparison.settled();
      } else {
        told.addAll(DETECTION.byClock(known, after, now));
      }
      after = now;
    }
    return told.stream().filter(SkillTrainingCompleted.class::isInstance).toList();
  }

  private static SkillSnapshot shown(int moment, int queueKnows, int skillsKnow) {
    SkillQueueEntry training =
        new SkillQueueEntry(
            0, GUNNERY, V, Optional.of(START), Optional.of(at(FINISH)), Optional.empty());
    int level = moment < skillsKnow ? 4 : 5;
    return new SkillSnapshot(
        CHARACTER,
        moment < queueKnows ? new SkillQueue(List.of(training)) : SkillQueue.EMPTY,
        new TrainedSkills(List.of(new TrainedSkill(GUNNERY, level, level, 0)), 0, 0),
        at(moment));
  }

  private static CharacterEvent done(int finish) {
    return new SkillTrainingCompleted(CHARACTER, GUNNERY, V, at(finish));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
