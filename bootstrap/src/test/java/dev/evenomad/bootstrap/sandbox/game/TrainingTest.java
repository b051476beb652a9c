package dev.evenomad.bootstrap.sandbox.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.bootstrap.sandbox.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final SettableTime time = new SettableTime(START);
  private final Pilots pilots = new Pilots(new WorldClock(time));
  private final long pilot = pilots.create(NewPilot.named("Test Pilot")).characterId();

  @Test
  void skillPointsAreThoseOfTheGame() {
    var gunnery = SkillCatalogue.get(3300);
    assertThat(IntStream.rangeClosed(0, 5).mapToLong(gunnery::pointsAt))
        .containsExactly(0L, 250L, 1415L, 8000L, 45_255L, 256_000L);
    var cruiser = SkillCatalogue.get(3333);
    assertThat(IntStream.rangeClosed(0, 5).mapToLong(cruiser::pointsAt))
        .containsExactly(0L, 1250L, 7072L, 40_000L, 226_275L, 1_280_000L);
  }

  @Test
  void everySkillHasANameInEveryLanguageOrTheEnglishOne() {
    assertThat(SkillCatalogue.all()).hasSizeGreaterThan(30);
    for (var skill : SkillCatalogue.all()) {
      for (var language : SkillCatalogue.LANGUAGES) {
        assertThat(skill.name(language)).as(skill.id() + " " + language).isNotBlank();
      }
    }
    assertMostAreWritten("ru", "\\p{IsCyrillic}");
    assertMostAreWritten("ja", "[\\p{IsKatakana}\\p{IsHan}]");
    assertMostAreWritten("ko", "\\p{IsHangul}");
    assertMostAreWritten("zh", "\\p{IsHan}");
  }

  /** The game has no Russian names for newer skills, and few are missing elsewhere. */
  private static void assertMostAreWritten(String language, String script) {
    assertThat(SkillCatalogue.all().stream().map(skill -> skill.name(language)))
        .as(language)
        .filteredOn(name -> name.matches(".*" + script + ".*"))
        .hasSizeGreaterThan(SkillCatalogue.all().size() * 3 / 4);
  }

  @Test
  void withoutATimeTheSkillPointsDecide() {
    var queue = train(PlannedTraining.of(3312, 1), PlannedTraining.of(3312, 2));
    // Rank 2: 500 and 2829 points, at 30 a minute.
    assertThat(queue.entries().get(0).trainingTime()).isEqualTo(Duration.ofSeconds(1000));
    assertThat(queue.entries().get(1).trainingTime()).isEqualTo(Duration.ofSeconds(4658));
  }

  @Test
  void exactlyOneEntryIsCurrent() {
    var queue =
        train(PlannedTraining.lasting(3312, 1, HOUR), PlannedTraining.lasting(3312, 2, HOUR));
    assertThat(currentLevel(queue, START)).isEqualTo(1);
    assertThat(currentLevel(queue, START.plus(HOUR).minusMillis(1))).isEqualTo(1);
    assertThat(currentLevel(queue, START.plus(HOUR))).isEqualTo(2);
    assertThat(queue.current(START.plus(HOUR).plus(HOUR))).isEmpty();
    assertThat(queue.finished(START.plus(HOUR))).hasSize(1);
  }

  @Test
  void whatWasTrainedBeforeAPauseIsNotLost() {
    train(PlannedTraining.lasting(3312, 1, HOUR), PlannedTraining.lasting(3312, 2, HOUR));
    for (var pause = 0; pause < 4; pause++) {
      time.advance(Duration.ofMinutes(10));
      pilots.pause(pilot);
      time.advance(Duration.ofDays(1));
      pilots.resume(pilot);
    }
    var left = pilots.get(pilot).queue().entries().getFirst();
    assertThat(left.trainingTime()).isEqualTo(Duration.ofMinutes(20));
    assertThat(left.trainingStartSp()).isBetween(330L, 333L);
  }

  @Test
  void aPausedQueueKeepsWaitingAfterALogin() {
    train(PlannedTraining.lasting(3312, 1, HOUR));
    pilots.pause(pilot);
    time.advance(Duration.ofDays(2));
    var queue = pilots.login(pilot).queue();
    assertThat(queue.paused()).isTrue();
    assertThat(queue.entries()).hasSize(1);
    assertThat(queue.current(time.instant())).isEmpty();
  }

  @Test
  void aQueueCanBeSetPaused() {
    var paused = pilots.train(pilot, List.of(PlannedTraining.lasting(3312, 1, HOUR)), true).queue();
    assertThat(paused.paused()).isTrue();
    assertThat(paused.entries().getFirst().start()).isEmpty();
    var resumed = pilots.resume(pilot).queue().entries().getFirst();
    assertThat(resumed.finish()).contains(START.plus(HOUR));
  }

  @Test
  void pointsFromAPauseCountWhenTheSkillIsQueuedAgain() {
    train(PlannedTraining.lasting(3312, 1, HOUR));
    time.advance(Duration.ofMinutes(30));
    pilots.pause(pilot);
    var again = train(PlannedTraining.of(3312, 1)).entries().getFirst();
    assertThat(again.trainingStartSp()).isEqualTo(250);
    assertThat(again.trainingTime()).isEqualTo(Duration.ofSeconds(500));
  }

  @Test
  void finishingTwiceFinishesTwoEntries() {
    train(
        PlannedTraining.lasting(3312, 1, HOUR),
        PlannedTraining.lasting(3312, 2, HOUR),
        PlannedTraining.lasting(3312, 3, HOUR));
    assertThat(pilots.finishCurrent(pilot, Duration.ZERO).level()).isEqualTo(1);
    assertThat(pilots.finishCurrent(pilot, Duration.ZERO).level()).isEqualTo(2);
    var queue = pilots.get(pilot).queue();
    assertThat(queue.finished(START)).hasSize(2);
    assertThat(queue.entries().getLast().finish()).contains(START.plus(HOUR));
  }

  @Test
  void aFinishCanBeDelayed() {
    train(PlannedTraining.lasting(3312, 1, HOUR), PlannedTraining.lasting(3312, 2, HOUR));
    pilots.finishCurrent(pilot, Duration.ofHours(5));
    var queue = pilots.get(pilot).queue();
    assertThat(queue.entries().getFirst().finish()).contains(START.plus(Duration.ofHours(5)));
    assertThat(queue.entries().getLast().finish()).contains(START.plus(Duration.ofHours(6)));
  }

  @Test
  void everyChangeIsARevision() {
    var before = pilots.get(pilot).revision();
    train(PlannedTraining.lasting(3312, 1, HOUR));
    time.advance(Duration.ofSeconds(3));
    var after = pilots.finishCurrent(pilot, Duration.ZERO);
    assertThat(after.finish()).contains(START.plusSeconds(3));
    assertThat(pilots.get(pilot).revision()).isEqualTo(before + 2);
    assertThat(pilots.get(pilot).changedAt()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void aQueueHoldsAHundredAndFiftyEntries() {
    var plan =
        SkillCatalogue.all().stream()
            .flatMap(
                skill ->
                    IntStream.rangeClosed(1, 5)
                        .mapToObj(level -> PlannedTraining.of(skill.id(), level)))
            .toList();
    assertThat(plan).hasSizeGreaterThan(150);
    var beginner =
        pilots.create(
            new NewPilot(
                "Blank Slate",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(3300, 0)));
    assertThatThrownBy(() -> pilots.train(beginner.characterId(), plan, false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("150");
    var full = pilots.train(beginner.characterId(), plan.subList(0, 150), false);
    assertThat(full.queue().entries()).hasSize(150);
  }

  @Test
  void concurrentChangesAreAllMade() {
    var before = pilots.get(pilot).revision();
    IntStream.range(0, 200).parallel().forEach(i -> pilots.login(pilot));
    assertThat(pilots.get(pilot).revision()).isEqualTo(before + 200);
  }

  private TrainingQueue train(PlannedTraining... plan) {
    return pilots.train(pilot, List.of(plan), false).queue();
  }

  private static int currentLevel(TrainingQueue queue, Instant now) {
    return queue.current(now).orElseThrow().level();
  }
}
