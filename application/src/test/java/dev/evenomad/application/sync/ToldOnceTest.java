package dev.evenomad.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.sync.PilotHistory.Step;
import dev.evenomad.application.sync.PilotHistory.Told;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Random histories of a pilot, of EVE and of our own processes. */
final class ToldOnceTest {

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void everyTrainingThatEndsIsToldOnceAndNothingElseIs(@ForAll("steadyPilots") List<Step> steps) {
    PilotHistory history = new PilotHistory();

    history.run(steps);

    assertThat(history.told()).containsExactlyInAnyOrderElementsOf(history.ended());
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void aTrainingThatIsKnownIsToldTheMomentItEnds(@ForAll("steadyServers") List<Step> steps) {
    PilotHistory history = new PilotHistory();

    history.run(steps);

    assertThat(history.alerts())
        .filteredOn(alert -> history.knewAhead(Told.by(alert)))
        .allSatisfy(alert -> assertThat(alert.createdAt()).isEqualTo(Told.by(alert).finish()));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void nothingIsToldThatNoReadingShowedWhateverThePilotDoes(
      @ForAll("restlessPilots") List<Step> steps) {
    PilotHistory history = new PilotHistory();

    history.run(steps);

    assertThat(history.told()).doesNotHaveDuplicates();
    assertThat(history.alerts())
        .allMatch(
            alert -> history.shown().contains(Told.by(alert)) || history.foundCompleted(alert));
    assertThat(history.alerts())
        .allSatisfy(
            alert ->
                assertThat(Told.by(alert).finish())
                    .isAfter(history.baseline())
                    .isBeforeOrEqualTo(alert.createdAt()));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void everyTrainingThatEndsIsToldWhateverThePilotDoes(@ForAll("restlessPilots") List<Step> steps) {
    PilotHistory history = new PilotHistory();

    history.run(steps);

    assertThat(history.told().stream().map(Told::skill))
        .containsAll(history.ended().stream().map(Told::skill).toList());
  }

  /** Pilots who only ever add to their queue. */
  @Provide
  Arbitrary<List<Step>> steadyPilots() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, times()),
            Tuple.of(4, steadyChanges()),
            Tuple.of(3, troublesOfEve()),
            Tuple.of(3, troublesOfOurs()))
        .list()
        .ofMaxSize(40);
  }

  /** Pilots who only ever add to their queue, and servers that always run. */
  @Provide
  Arbitrary<List<Step>> steadyServers() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, times()), Tuple.of(4, steadyChanges()), Tuple.of(3, troublesOfEve()))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Step>> restlessPilots() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, times()),
            Tuple.of(3, steadyChanges()),
            Tuple.of(3, restlessChanges()),
            Tuple.of(3, troublesOfEve()),
            Tuple.of(2, troublesOfOurs()))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<Step> times() {
    return seconds(1, 5_400).map(Step.TimePasses::new);
  }

  private static Arbitrary<Step> steadyChanges() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, seconds(10, 5_400).map(Step.Append::new)),
        Tuple.of(2, Arbitraries.of(Step.Act.LOG_IN)));
  }

  private static Arbitrary<Step> restlessChanges() {
    return Arbitraries.oneOf(
        seconds(10, 5_400).map(Step.PutFirst::new),
        Arbitraries.of(Step.Act.PAUSE, Step.Act.RESUME, Step.Act.TAKE_OUT_THE_LAST));
  }

  private static Arbitrary<Step> troublesOfEve() {
    return Arbitraries.oneOf(
        Arbitraries.of(Trouble.ESI_DOWN, Trouble.SSO_DOWN).map(Step.Begin::new),
        seconds(1, 1_800).map(Step.Throttle::new),
        Arbitraries.of(
            Step.Act.EVE_IS_WELL,
            Step.Act.EVE_IS_WELL,
            Step.Act.ACCESS_TOKENS_EXPIRE,
            Step.Act.SIGN_IN,
            Step.Act.REQUEST_A_READING));
  }

  private static Arbitrary<Step> troublesOfOurs() {
    return Arbitraries.oneOf(
        seconds(1, 20_000).map(Step.NoServerRuns::new),
        Arbitraries.integers().between(1, 40).map(Step.Crash::new),
        Arbitraries.of(Step.Act.LOOK_TWICE_AT_ONCE));
  }

  private static Arbitrary<Duration> seconds(int min, int max) {
    return Arbitraries.integers().between(min, max).map(Duration::ofSeconds);
  }
}
