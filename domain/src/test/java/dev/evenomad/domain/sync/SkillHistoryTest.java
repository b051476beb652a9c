package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.sync.TrainingPilot.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is told over a random history of a pilot who trains, and of servers that look. */
final class SkillHistoryTest {

  private static final Duration ROUNDING = Duration.ofMinutes(1);

  @Property(tries = 2000)
  void tellsEveryCompletedTrainingOnceAndNothingElse(@ForAll("histories") List<Step> history) {
    TrainingPilot pilot = new TrainingPilot();
    Watch watch = new Watch(pilot);
    for (Step step : history) {
      pilot.spend(Duration.ofMinutes(step.minutes));
      if (step.deed == Deed.LOOK_AT_THE_CLOCK) {
        watch.lookAtTheClock();
      } else {
        step.deed.doneBy(pilot, step.number);
        // Read at once, so that the clock never believes in a queue that has changed.
        watch.read(step.shift);
      }
    }
    pilot.spend(Duration.ofDays(1));
    watch.read(0);

    assertThat(watch.told.stream().map(SkillHistoryTest::training))
        .containsExactlyInAnyOrderElementsOf(pilot.completed().keySet());
    assertThat(watch.told)
        .allSatisfy(
            event ->
                assertThat(
                        apart(
                            event.occurredAt(),
                            pilot.completed().getOrDefault(training(event), Instant.MIN)))
                    .isLessThanOrEqualTo(ROUNDING));
  }

  @Property(tries = 2000)
  void tellsNothingTwiceHoweverRarelyAndOddlyItLooks(@ForAll("histories") List<Step> history) {
    TrainingPilot pilot = new TrainingPilot();
    Watch watch = new Watch(pilot);
    for (Step step : history) {
      pilot.spend(Duration.ofMinutes(step.minutes));
      switch (step.deed) {
        case LOOK_AT_THE_CLOCK -> watch.lookAtTheClock();
        case NOTHING -> watch.read(step.shift);
        default -> step.deed.doneBy(pilot, step.number);
      }
    }
    watch.read(0);

    List<CharacterEvent> told = watch.told;
    for (int i = 0; i < told.size(); i++) {
      for (int j = i + 1; j < told.size(); j++) {
        boolean sameTraining = training(told.get(i)).equals(training(told.get(j)));
        assertThat(
                sameTraining
                    && apart(told.get(i).occurredAt(), told.get(j).occurredAt()).compareTo(ROUNDING)
                        < 0)
            .as("%s and %s", told.get(i), told.get(j))
            .isFalse();
      }
    }
  }

  @Property
  void tellsTheSameByTheClockHoweverTimeIsCut(
      @ForAll("histories") List<Step> history, @ForAll("cuts") List<Duration> cuts) {
    TrainingPilot pilot = new TrainingPilot();
    history.forEach(step -> step.deed.doneBy(pilot, step.number));
    SkillSnapshot known = pilot.snapshot(0);
    Instant end = known.asOf().plus(Duration.ofDays(1));

    List<CharacterEvent> told = new ArrayList<>();
    Instant after = known.asOf();
    for (Duration cut : cuts) {
      Instant until = after.plus(cut).isBefore(end) ? after.plus(cut) : end;
      told.addAll(SkillDetection.byClock(known, after, until));
      after = until;
    }
    told.addAll(SkillDetection.byClock(known, after, end));

    assertThat(told).isEqualTo(SkillDetection.byClock(known, known.asOf(), end));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.of(Deed.values()),
                Arbitraries.integers().between(0, 25),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(-29, 29))
            .as(Step::new);
    return step.list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Duration>> cuts() {
    return Arbitraries.longs().between(0, 5000).map(Duration::ofSeconds).list().ofMaxSize(30);
  }

  private static Training training(CharacterEvent event) {
    return switch (event) {
      case SkillTrainingCompleted done -> new Training(done.skill(), done.level().value());
      case CharacterEvent.ReauthorizationNeeded lost -> throw new AssertionError(lost);
    };
  }

  private static Duration apart(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  /**
   * What happens after some minutes.
   *
   * @param number which skill it is about
   * @param shift by how many seconds EVE reports finish times wrongly
   */
  record Step(Deed deed, int minutes, int number, int shift) {}

  enum Deed {
    NOTHING,
    LOOK_AT_THE_CLOCK,
    LOG_IN,
    QUEUE,
    TAKE_OUT,
    PAUSE,
    RESUME;

    void doneBy(TrainingPilot pilot, int number) {
      switch (this) {
        case NOTHING, LOOK_AT_THE_CLOCK -> {}
        case LOG_IN -> pilot.logIn();
        case QUEUE -> pilot.queue(number);
        case TAKE_OUT -> pilot.takeOutTheLast();
        case PAUSE -> pilot.pause();
        case RESUME -> pilot.resume();
      }
    }
  }

  /** A server that remembers what it should. */
  private static final class Watch {
    private final TrainingPilot pilot;
    private final List<CharacterEvent> told = new ArrayList<>();
    private SkillSnapshot known;
    private Instant after;

    Watch(TrainingPilot pilot) {
      this.pilot = pilot;
      this.known = pilot.snapshot(0);
      this.after = known.asOf();
    }

    void lookAtTheClock() {
      told.addAll(SkillDetection.byClock(known, after, pilot.now()));
      after = pilot.now();
    }

    void read(int shift) {
      SkillSnapshot fresh = pilot.snapshot(shift);
      told.addAll(SkillDetection.byComparison(known, fresh, after, pilot.now()));
      known = SkillDetection.settled(known, fresh, after);
      after = pilot.now();
    }
  }
}
