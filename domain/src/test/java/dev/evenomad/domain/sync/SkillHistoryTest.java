package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEmptied;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueEnding;
import dev.evenomad.domain.sync.CharacterEvent.SkillQueueRefilled;
import dev.evenomad.domain.sync.CharacterEvent.SkillTrainingCompleted;
import dev.evenomad.domain.sync.TrainingPilot.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is told over a random history of a pilot who trains, and of servers that look. */
final class SkillHistoryTest {

  private static final CharacterId CHARACTER = new CharacterId(1);
  private static final Duration LEAD = Duration.ofMinutes(20);
  private static final SkillDetection DETECTION = new SkillDetection(Optional.of(LEAD));
  private static final Duration ROUNDING = Duration.ofMinutes(1);

  @Property(tries = 2000)
  void tellsEveryCompletedTrainingOnceAndNothingElse(@ForAll("histories") List<Step> history) {
    TrainingPilot pilot = new TrainingPilot();
    Watch<SkillSnapshot, SkillSnapshot> watch = watch(pilot);
    for (Step step : history) {
      pilot.spend(Duration.ofMinutes(step.minutes));
      if (step.deed == Deed.LOOK_AT_THE_CLOCK) {
        watch.lookAtTheClock(pilot.now());
      } else {
        step.deed.doneBy(pilot, step.number);
        // Read at once, so that the clock never believes in a queue that has changed.
        watch.read(pilot.snapshot(step.shift), pilot.now());
      }
    }
    pilot.spend(Duration.ofDays(1));
    watch.read(pilot.snapshot(0), pilot.now());

    assertThat(trainings(watch).stream().map(SkillHistoryTest::training))
        .containsExactlyInAnyOrderElementsOf(pilot.completed().keySet());
    assertThat(trainings(watch))
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
    Watch<SkillSnapshot, SkillSnapshot> watch = watch(pilot);
    for (Step step : history) {
      pilot.spend(Duration.ofMinutes(step.minutes));
      switch (step.deed) {
        case LOOK_AT_THE_CLOCK -> watch.lookAtTheClock(pilot.now());
        case NOTHING -> watch.read(pilot.snapshot(step.shift), pilot.now());
        default -> step.deed.doneBy(pilot, step.number);
      }
    }
    watch.read(pilot.snapshot(0), pilot.now());

    List<SkillTrainingCompleted> told = trainings(watch);
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

  @Property(tries = 3000)
  void warnsOfEveryEndOfTheQueueOnceAndTellsThatItRanOut(@ForAll("histories") List<Step> history) {
    TrainingPilot pilot = new TrainingPilot();
    Watch<SkillSnapshot, SkillSnapshot> watch = watch(pilot);
    List<CharacterEvent> truth = new ArrayList<>();
    Instant before = pilot.now();
    Instant lastRead = before;
    for (Step step : history) {
      Optional<Instant> end = pilot.snapshot(0).queue().endsAt();
      pilot.spend(Duration.ofMinutes(step.minutes));
      boolean looks = step.deed != Deed.NOTHING;
      if (looks) {
        // So that what ended by now is told, whatever the pilot does about it.
        watch.lookAtTheClock(pilot.now());
      }
      addIfDue(truth, end, before, pilot.now(), looks);
      if (step.deed != Deed.LOOK_AT_THE_CLOCK) {
        step.deed.doneBy(pilot, step.number);
        watch.read(pilot.snapshot(0), pilot.now());
        Optional<Instant> newEnd = pilot.snapshot(0).queue().endsAt();
        if (!newEnd.equals(end)) {
          addIfDue(truth, newEnd, lastRead, pilot.now(), false);
        }
        lastRead = pilot.now();
      }
      before = pilot.now();
    }

    assertThat(
            watch.told().stream()
                .filter(event -> !(event instanceof SkillTrainingCompleted))
                .filter(event -> !(event instanceof SkillQueueRefilled)))
        .containsExactlyInAnyOrderElementsOf(truth);
  }

  @Property(tries = 3000)
  void warnsOfNoEndTwiceHoweverRarelyAndOddlyItLooks(@ForAll("histories") List<Step> history) {
    TrainingPilot pilot = new TrainingPilot();
    Watch<SkillSnapshot, SkillSnapshot> watch = watch(pilot);
    for (Step step : history) {
      pilot.spend(Duration.ofMinutes(step.minutes));
      switch (step.deed) {
        case LOOK_AT_THE_CLOCK -> watch.lookAtTheClock(pilot.now());
        // EVE reports ends a little wrongly; the true ones are whole minutes apart.
        case NOTHING -> watch.read(pilot.snapshot(step.shift / 3), pilot.now());
        default -> step.deed.doneBy(pilot, step.number);
      }
    }

    assertNoneTwice(endings(watch));
    assertNoneTwice(
        watch.told().stream()
            .filter(SkillQueueEmptied.class::isInstance)
            .map(CharacterEvent::occurredAt)
            .toList());
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
      told.addAll(DETECTION.byClock(known, after, until));
      after = until;
    }
    told.addAll(DETECTION.byClock(known, after, end));

    assertThat(told).isEqualTo(DETECTION.byClock(known, known.asOf(), end));
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

  /** What is due of that end between two moments; a warning after the end is none. */
  private static void addIfDue(
      List<CharacterEvent> truth,
      Optional<Instant> end,
      Instant after,
      Instant until,
      boolean warnedInTime) {
    Optional<Instant> warning = end.map(ends -> ends.minus(LEAD));
    if (isWithin(warning, after, until) && (warnedInTime || end.orElseThrow().isAfter(until))) {
      truth.add(new SkillQueueEnding(CHARACTER, end.orElseThrow(), LEAD));
    }
    if (isWithin(end, after, until)) {
      truth.add(new SkillQueueEmptied(CHARACTER, end.orElseThrow()));
    }
  }

  private static boolean isWithin(Optional<Instant> moment, Instant after, Instant until) {
    return moment.filter(at -> at.isAfter(after) && !at.isAfter(until)).isPresent();
  }

  private static List<Instant> endings(Watch<SkillSnapshot, SkillSnapshot> watch) {
    return watch.told().stream()
        .filter(SkillQueueEnding.class::isInstance)
        .map(CharacterEvent::occurredAt)
        .toList();
  }

  private static void assertNoneTwice(List<Instant> moments) {
    List<Instant> sorted = moments.stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(apart(sorted.get(i - 1), sorted.get(i))).isGreaterThan(Duration.ofSeconds(30));
    }
  }

  private static Watch<SkillSnapshot, SkillSnapshot> watch(TrainingPilot pilot) {
    return new Watch<>(DETECTION, pilot.snapshot(0), pilot.now());
  }

  private static List<SkillTrainingCompleted> trainings(Watch<SkillSnapshot, SkillSnapshot> watch) {
    return watch.told().stream()
        .filter(SkillTrainingCompleted.class::isInstance)
        .map(SkillTrainingCompleted.class::cast)
        .toList();
  }

  private static Training training(SkillTrainingCompleted done) {
    return new Training(done.skill(), done.level().value());
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
}
