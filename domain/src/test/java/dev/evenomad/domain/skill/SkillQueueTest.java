package dev.evenomad.domain.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.skill.SkillQueueEntry.Points;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SkillQueueTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final TypeId GUNNERY = new TypeId(3300);
  private static final TypeId DRONES = new TypeId(3436);

  private static final SkillQueueEntry FIRST = entry(0, GUNNERY, 4, -60, 0);
  private static final SkillQueueEntry SECOND = entry(1, GUNNERY, 5, 0, 60);
  private static final SkillQueueEntry THIRD = entry(5, DRONES, 1, 60, 120);
  private static final SkillQueue QUEUE = new SkillQueue(List.of(THIRD, FIRST, SECOND));
  private static final SkillQueue PAUSED =
      new SkillQueue(
          List.of(
              FIRST.at(Optional.empty(), Optional.empty()),
              SECOND.at(Optional.empty(), Optional.empty())));

  @Test
  void isInTheOrderOfItsPositions() {
    assertThat(QUEUE.entries()).containsExactly(FIRST, SECOND, THIRD);
    assertThat(QUEUE).isEqualTo(new SkillQueue(List.of(FIRST, SECOND, THIRD)));
  }

  @Test
  void refusesAPositionTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SkillQueue(List.of(FIRST, entry(0, DRONES, 1, 0, 60))));
  }

  @Test
  void tellsWhatFinishesInAWindowThatExcludesItsBeginning() {
    assertThat(QUEUE.finishingWithin(NOW, NOW.plusSeconds(60))).containsExactly(SECOND);
    assertThat(QUEUE.finishingWithin(NOW.minusNanos(1), NOW.plusSeconds(59)))
        .containsExactly(FIRST);
    assertThat(QUEUE.finishingWithin(NOW, NOW)).isEmpty();
    assertThat(QUEUE.finishingWithin(NOW.plusSeconds(60), NOW)).isEmpty();
    assertThat(PAUSED.finishingWithin(Instant.MIN, Instant.MAX)).isEmpty();
  }

  @Test
  void tellsTheNextFinish() {
    assertThat(QUEUE.nextFinishAfter(NOW.minusSeconds(1))).contains(NOW);
    assertThat(QUEUE.nextFinishAfter(NOW)).contains(NOW.plusSeconds(60));
    assertThat(QUEUE.nextFinishAfter(NOW.plusSeconds(120))).isEmpty();
    assertThat(PAUSED.nextFinishAfter(Instant.MIN)).isEmpty();
  }

  @Test
  void tellsWhatIsTrained() {
    assertThat(QUEUE.trainingAt(NOW.minusSeconds(61))).isEmpty();
    assertThat(QUEUE.trainingAt(NOW.minusSeconds(60))).contains(FIRST);
    assertThat(QUEUE.trainingAt(NOW)).contains(SECOND);
    assertThat(QUEUE.trainingAt(NOW.plusSeconds(120))).isEmpty();
    assertThat(PAUSED.trainingAt(NOW)).isEmpty();
  }

  @Test
  void tellsItsEnd() {
    assertThat(QUEUE.endsAt()).contains(NOW.plusSeconds(120));
    assertThat(PAUSED.endsAt()).isEmpty();
    assertThat(SkillQueue.EMPTY.endsAt()).isEmpty();
  }

  @Test
  void tellsAPauseFromAnEmptyQueue() {
    assertThat(PAUSED.paused()).isTrue();
    assertThat(QUEUE.paused()).isFalse();
    assertThat(SkillQueue.EMPTY.paused()).isFalse();
  }

  @Test
  void findsTheSameTrainingWhereverItStands() {
    assertThat(QUEUE.same(entry(9, GUNNERY, 5, 500, 600))).contains(SECOND);
    assertThat(QUEUE.same(entry(9, GUNNERY, 3, 500, 600))).isEmpty();
    assertThat(QUEUE.same(entry(9, DRONES, 5, 500, 600))).isEmpty();
  }

  @Test
  void refusesEntriesThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> entry(-1, GUNNERY, 1, 0, 60));
    assertThatIllegalArgumentException().isThrownBy(() -> entry(0, GUNNERY, 1, 60, 59));
    assertThatIllegalArgumentException().isThrownBy(() -> new Points(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Points(10, 9, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Points(0, 0, -1));
    assertThat(entry(0, GUNNERY, 1, 60, 60).finishesAt()).contains(NOW.plusSeconds(60));
  }

  private static SkillQueueEntry entry(
      int position, TypeId skill, int level, long start, long finish) {
    return new SkillQueueEntry(
        position,
        skill,
        new SkillLevel(level),
        Optional.of(NOW.plusSeconds(start)),
        Optional.of(NOW.plusSeconds(finish)),
        Optional.of(new Points(250, 1414, 250)));
  }
}
