package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorEnding;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorExpired;
import dev.evenomad.domain.sync.CharacterEvent.ExtractorRestarted;
import dev.evenomad.domain.sync.Colonist.Programme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What is told over a random history of a pilot with colonies, and of a server that reads what ESI
 * knew up to ten minutes ago, of colonies and extractors differently, whatever the order.
 */
final class PlanetHistoryTest {

  private static final PlanetDetection DETECTION = new PlanetDetection(Optional.empty());
  private static final PlanetDetection WARNING =
      new PlanetDetection(Optional.of(Duration.ofMinutes(20)));

  @Property(tries = 4000)
  void tellsEveryProgrammeThatEndsAndIsFollowedOnceAndNothingElse(
      @ForAll("histories") List<Step> before, @ForAll("histories") List<Step> history) {
    Told told = new Told(before, DETECTION);
    Instant risky = told.pilot.now();
    boolean older = false;
    for (Step step : history) {
      told.pilot.spend(Duration.ofSeconds(step.seconds));
      if (step.deed.endsProgrammes() || told.pilot.busy(step.number)) {
        // Read at once, so that the clock never believes in programmes that were replaced.
        told.watch.lookAtTheClock(told.pilot.now());
        step.doneBy(told.pilot);
        risky = told.pilot.now();
        told.read(risky, risky, 0);
        // And once more, since that no colony is left is not believed at once.
        told.pilot.spend(Duration.ofNanos(1));
        told.read(told.pilot.now(), told.pilot.now(), 0);
      } else {
        step.doneBy(told.pilot);
        boolean reads = step.look == Look.READ || step.look == Look.READ_TWICE;
        // What two older answers in a row say is believed.
        if (reads && older) {
          risky = told.pilot.now();
        }
        older = reads && !older;
        Instant listed = later(risky, told.pilot.now().minusSeconds(step.staleness));
        Instant detailed = later(risky, listed.minusSeconds(step.moreStaleness));
        // A mistake that is repeated is believed.
        boolean mistaken = step.look == Look.EMPTY_BY_MISTAKE;
        if (!mistaken || !told.watch.known().colonies().isEmpty()) {
          told.look(step.look, listed, detailed, 0);
        }
        if (mistaken) {
          told.pilot.spend(Duration.ofMinutes(1));
          told.read(told.pilot.now(), told.pilot.now(), 0);
        }
      }
    }
    told.readUntilTheEnd();

    Instant end = told.pilot.now();
    assertThat(told.expired().map(DedupKey::of).filter(key -> !told.doubtful.contains(key)))
        .containsExactlyInAnyOrderElementsOf(
            told.keys(
                programme ->
                    told.shown.contains(programme)
                        && programme.endedBy(end)
                        && programme.expiresAt().isAfter(told.start)));
    assertThat(told.restarted().map(DedupKey::of).filter(key -> !told.doubtful.contains(key)))
        .containsExactlyInAnyOrderElementsOf(
            told.keys(
                programme ->
                    told.followed.contains(programme)
                        && programme.endedBy(programme.replacedAt())));
  }

  @Property(tries = 4000)
  void tellsNothingTwiceHoweverOddlyEsiAnswersAndClocksGo(
      @ForAll("histories") List<Step> before, @ForAll("histories") List<Step> history) {
    Told told = new Told(before, WARNING);
    for (Step step : history) {
      told.pilot.spend(Duration.ofSeconds(step.seconds));
      step.doneBy(told.pilot);
      // A mistake that is repeated is believed.
      if (step.look != Look.EMPTY_BY_MISTAKE || !told.watch.known().colonies().isEmpty()) {
        told.look(
            step.look,
            told.pilot.now().minusSeconds(step.staleness),
            told.pilot.now().minusSeconds(step.moreStaleness),
            step.clockError);
      }
    }
    told.readUntilTheEnd();

    assertThat(told.expired().map(DedupKey::of)).doesNotHaveDuplicates();
    assertThat(told.restarted().map(DedupKey::of)).doesNotHaveDuplicates();
    assertThat(told.endings().map(DedupKey::of)).doesNotHaveDuplicates();
  }

  @Property
  void tellsTheSameByTheClockHoweverTimeIsCut(
      @ForAll("histories") List<Step> history, @ForAll("cuts") List<Duration> cuts) {
    Colonist pilot = new Colonist();
    history.forEach(step -> step.doneBy(pilot));
    Instant start = pilot.now();
    Colonies known = pilot.colonies(start, start, start);
    Instant end = start.plus(Duration.ofHours(10));

    List<CharacterEvent> told = new ArrayList<>();
    Instant after = start;
    for (Duration cut : cuts) {
      Instant until = after.plus(cut).isBefore(end) ? after.plus(cut) : end;
      told.addAll(WARNING.byClock(known, after, until));
      after = until;
    }
    told.addAll(WARNING.byClock(known, after, end));

    assertThat(told).isEqualTo(WARNING.byClock(known, start, end));
    assertThat(WARNING.nextEvent(known, start))
        .isEqualTo(told.stream().map(CharacterEvent::occurredAt).findFirst());
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(Deed.values()),
            Arbitraries.integers().between(0, 6),
            // EVE's times are of the second: two deeds within one are the same state of a colony.
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(1, 3000)),
                Tuple.of(1, Arbitraries.just(200_000))),
            Arbitraries.of(Look.values()),
            Arbitraries.integers().between(0, 600),
            Arbitraries.integers().between(0, 600),
            Arbitraries.integers().between(-300, 300))
        .as(Step::new)
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Duration>> cuts() {
    return Arbitraries.longs().between(0, 4000).map(Duration::ofSeconds).list().ofMaxSize(20);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What is told, and what of it the readings could know. */
  private static final class Told {
    private final Colonist pilot = new Colonist();
    private final Instant start;
    private final Watch<Colonies, Colonies> watch;
    private final Set<Programme> shown = new HashSet<>();
    private final Set<Programme> followed = new HashSet<>();

    /** Programmes that were over when a reading that did not know them was made. */
    private final Set<DedupKey> doubtful = new HashSet<>();

    private Instant lastRead;

    Told(List<Step> before, PlanetDetection detection) {
      for (Step step : before) {
        pilot.spend(Duration.ofSeconds(step.seconds));
        step.doneBy(pilot);
      }
      start = pilot.now();
      lastRead = start;
      Colonies first = pilot.colonies(start, start, start);
      watch = new Watch<>(detection, first, start);
      learn(first, start);
    }

    void look(Look look, Instant listed, Instant detailed, int clockError) {
      switch (look) {
        case NOT -> {}
        case CLOCK -> watch.lookAtTheClock(pilot.now().plusSeconds(clockError));
        case READ -> read(listed, detailed, clockError);
        case READ_TWICE -> {
          read(listed, detailed, clockError);
          read(listed, detailed, clockError);
        }
        case EMPTY_BY_MISTAKE -> {
          lastRead = pilot.now().plusSeconds(clockError);
          watch.read(new Colonies(Colonist.CHARACTER, List.of(), lastRead), lastRead);
        }
      }
    }

    void read(Instant listed, Instant detailed, int clockError) {
      Instant clock = pilot.now().plusSeconds(clockError);
      Colonies colonies = pilot.colonies(listed, detailed, clock);
      learn(colonies, detailed);
      watch.read(colonies, clock);
      lastRead = clock;
    }

    void readUntilTheEnd() {
      for (int i = 0; i < 2; i++) {
        pilot.spend(Duration.ofDays(2));
        read(pilot.now(), pilot.now(), 0);
      }
    }

    private void learn(Colonies colonies, Instant detailed) {
      for (Programme programme : pilot.programmes()) {
        if (programme.isShownBy(colonies)
            && shown.add(programme)
            && programme.expiresAt().isAfter(start)
            && !programme.expiresAt().isAfter(lastRead)) {
          doubtful.add(keyOf(programme));
        }
        if (shown.contains(programme)
            && !programme.abandoned()
            && colonies.find(programme.planet()).isPresent()
            && !programme.replacedAt().isAfter(detailed)) {
          followed.add(programme);
        }
      }
    }

    List<DedupKey> keys(Predicate<Programme> which) {
      return pilot.programmes().stream()
          .filter(which)
          .map(Told::keyOf)
          .filter(key -> !doubtful.contains(key))
          .distinct()
          .toList();
    }

    private static DedupKey keyOf(Programme programme) {
      return DedupKey.of(
          new ExtractorExpired(
              Colonist.CHARACTER,
              programme.planet(),
              programme.pin(),
              Optional.empty(),
              Instant.EPOCH,
              programme.expiresAt()));
    }

    Stream<ExtractorExpired> expired() {
      return watch.told().stream()
          .filter(ExtractorExpired.class::isInstance)
          .map(ExtractorExpired.class::cast);
    }

    Stream<ExtractorEnding> endings() {
      return watch.told().stream()
          .filter(ExtractorEnding.class::isInstance)
          .map(ExtractorEnding.class::cast);
    }

    Stream<ExtractorRestarted> restarted() {
      return watch.told().stream()
          .filter(ExtractorRestarted.class::isInstance)
          .map(ExtractorRestarted.class::cast);
    }
  }

  enum Deed {
    NOTHING,
    OPEN,
    START,
    REMOVE,
    ABANDON;

    boolean endsProgrammes() {
      return this == REMOVE || this == ABANDON;
    }
  }

  enum Look {
    NOT,
    CLOCK,
    READ,
    READ_TWICE,
    EMPTY_BY_MISTAKE
  }

  /**
   * What happens after some seconds, and how it is looked at.
   *
   * @param number which planet it is about, and for how long
   * @param staleness seconds since ESI learned which colonies there are
   * @param moreStaleness so many more since it learned of their extractors
   * @param clockError by how many seconds our clock is wrong
   */
  record Step(
      Deed deed,
      int number,
      int seconds,
      Look look,
      int staleness,
      int moreStaleness,
      int clockError) {

    void doneBy(Colonist pilot) {
      switch (deed) {
        case NOTHING -> {}
        case OPEN -> pilot.open(number);
        case START -> pilot.start(number, 30 + 17 * number);
        case REMOVE -> pilot.remove(number, number / 2);
        case ABANDON -> pilot.abandon(number);
      }
    }
  }
}
