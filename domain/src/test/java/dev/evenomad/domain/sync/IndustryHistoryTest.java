package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.industry.IndustryJobId;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobCompleted;
import dev.evenomad.domain.sync.CharacterEvent.IndustryJobDelivered;
import dev.evenomad.domain.sync.IndustriousPilot.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What is told over a random history of a pilot who runs industry jobs, and of a server that reads
 * what ESI knew up to five minutes ago, whatever the order.
 */
final class IndustryHistoryTest {

  private static final IndustryDetection DETECTION = new IndustryDetection();

  @Property(tries = 4000)
  void tellsEveryCompletedAndDeliveredJobOnceAndNothingElse(
      @ForAll("histories") List<Step> before, @ForAll("histories") List<Step> history) {
    Told told = new Told(before);
    Instant risky = told.pilot.now();
    boolean older = false;
    for (Step step : history) {
      step.doneBy(told.pilot);
      if (step.deed.movesEnds()) {
        // Read at once, so that the clock never believes in ends that have changed; and once more,
        // since that no job is left is not believed at once.
        risky = told.pilot.now();
        told.read(told.pilot.now(), 0, 0);
        told.pilot.spend(Duration.ofNanos(1));
        told.read(told.pilot.now(), 0, 0);
      } else {
        boolean reads = step.look == Look.READ || step.look == Look.READ_TWICE;
        // What two older answers in a row say is believed.
        if (reads && older) {
          risky = told.pilot.now();
        }
        older = reads && !older;
        Instant answered = told.pilot.now().minusSeconds(step.staleness);
        // A mistake that is repeated is believed.
        boolean mistaken = step.look == Look.EMPTY_BY_MISTAKE;
        if (!mistaken || !told.watch.known().jobs().isEmpty()) {
          told.look(step.look, answered.isBefore(risky) ? risky : answered, 0, 0);
        }
        if (mistaken) {
          told.pilot.spend(Duration.ofMinutes(1));
          told.read(told.pilot.now(), 0, 0);
        }
      }
    }
    told.readUntilTheEnd();

    assertThat(told.completed().map(done -> Map.entry(done.job().id(), done.completedAt())))
        .containsExactlyInAnyOrderElementsOf(told.truth());
    assertThat(told.delivered().map(IndustryJobDelivered::job))
        .containsExactlyInAnyOrderElementsOf(
            told.pilot.works().stream()
                .filter(work -> work.delivered() && told.listed.contains(work.id()))
                .filter(work -> !told.old.contains(work.id()))
                .map(Work::id)
                .toList());
    assertThat(told.completed().map(DedupKey::of)).doesNotHaveDuplicates();
    told.assertThatDeliveriesMatch();
  }

  @Property(tries = 4000)
  void tellsNothingTwiceHoweverOddlyEsiAnswersAndClocksGo(
      @ForAll("histories") List<Step> before, @ForAll("histories") List<Step> history) {
    Told told = new Told(before);
    for (Step step : history) {
      step.doneBy(told.pilot);
      told.look(
          step.look,
          told.pilot.now().minusSeconds(step.staleness),
          step.clockError,
          step.clockError / 11);
    }
    told.readUntilTheEnd();

    Map<IndustryJobId, List<Instant>> ends = new HashMap<>();
    told.completed()
        .forEach(
            done -> {
              List<Instant> earlier =
                  ends.computeIfAbsent(done.job().id(), id -> new ArrayList<>());
              assertThat(earlier)
                  .allSatisfy(
                      end ->
                          assertThat(Duration.between(end, done.completedAt()))
                              .isGreaterThan(Duration.ofMinutes(1)));
              earlier.add(done.completedAt());
            });
    // A job whose end was believed too soon is delivered once more too, after its later end.
    assertThat(told.delivered().map(DedupKey::of)).doesNotHaveDuplicates();
    told.assertThatDeliveriesMatch();
  }

  @Property
  void tellsTheSameByTheClockHoweverTimeIsCut(
      @ForAll("histories") List<Step> history, @ForAll("cuts") List<Duration> cuts) {
    IndustriousPilot pilot = new IndustriousPilot();
    history.forEach(step -> step.doneBy(pilot));
    IndustryJobs known = pilot.jobs(pilot.now(), pilot.now(), 0);
    Instant end = pilot.now().plus(Duration.ofHours(3));

    List<CharacterEvent> told = new ArrayList<>();
    Instant after = pilot.now();
    for (Duration cut : cuts) {
      Instant until = after.plus(cut).isBefore(end) ? after.plus(cut) : end;
      told.addAll(DETECTION.byClock(known, after, until));
      after = until;
    }
    told.addAll(DETECTION.byClock(known, after, end));

    assertThat(told).isEqualTo(DETECTION.byClock(known, pilot.now(), end));
    assertThat(DETECTION.nextEvent(known, pilot.now()))
        .isEqualTo(told.stream().map(CharacterEvent::occurredAt).findFirst());
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(Deed.values()),
            Arbitraries.integers().between(0, 4),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 900)),
                Tuple.of(1, Arbitraries.just(200_000))),
            Arbitraries.of(Look.values()),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(-300, 300))
        .as(Step::new)
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Duration>> cuts() {
    return Arbitraries.longs().between(0, 1500).map(Duration::ofSeconds).list().ofMaxSize(20);
  }

  /** What is told, and what of it the readings could know. */
  private static final class Told {
    private final IndustriousPilot pilot = new IndustriousPilot();
    private final Watch<IndustryJobs, IndustryJobs> watch;
    private final Set<IndustryJobId> listed = new HashSet<>();

    /** Jobs that were over when they were first read of all. */
    private final Set<IndustryJobId> atFirst = new HashSet<>();

    /** Jobs that were over before they could be known to run. */
    private final Set<IndustryJobId> old = new HashSet<>();

    private Instant lastRead;

    Told(List<Step> before) {
      before.forEach(step -> step.doneBy(pilot));
      IndustryJobs first = pilot.jobs(pilot.now(), pilot.now(), 0);
      lastRead = pilot.now();
      learn(first);
      atFirst.addAll(old);
      old.clear();
      watch = new Watch<>(DETECTION, first, pilot.now());
    }

    void look(Look look, Instant answered, int clockError, int shift) {
      switch (look) {
        case NOT -> {}
        case CLOCK -> watch.lookAtTheClock(pilot.now().plusSeconds(clockError));
        case READ -> read(answered, clockError, shift);
        case READ_TWICE -> {
          read(answered, clockError, shift);
          read(answered, clockError, shift);
        }
        case EMPTY_BY_MISTAKE -> {
          Instant clock = pilot.now().plusSeconds(clockError);
          watch.read(new IndustryJobs(IndustriousPilot.CHARACTER, List.of(), clock), clock);
          lastRead = clock;
        }
      }
    }

    void read(Instant answered, int clockError, int shift) {
      Instant clock = pilot.now().plusSeconds(clockError);
      IndustryJobs jobs = pilot.jobs(answered, clock, shift);
      learn(jobs);
      watch.read(jobs, clock);
      lastRead = clock;
    }

    void readUntilTheEnd() {
      for (int i = 0; i < 2; i++) {
        pilot.spend(Duration.ofDays(2));
        read(pilot.now(), 0, 0);
      }
    }

    private void learn(IndustryJobs jobs) {
      for (Work work : pilot.works()) {
        if (jobs.find(work.id()).isPresent() && listed.add(work.id())) {
          work.completedBy(pilot.now())
              .filter(end -> !end.isAfter(lastRead))
              .ifPresent(end -> old.add(work.id()));
        }
      }
    }

    List<Map.Entry<IndustryJobId, Instant>> truth() {
      return pilot.works().stream()
          .filter(work -> listed.contains(work.id()))
          .filter(work -> !atFirst.contains(work.id()) && !old.contains(work.id()))
          .flatMap(
              work -> work.completedBy(pilot.now()).map(end -> Map.entry(work.id(), end)).stream())
          .toList();
    }

    Stream<IndustryJobCompleted> completed() {
      return watch.told().stream()
          .filter(IndustryJobCompleted.class::isInstance)
          .map(IndustryJobCompleted.class::cast);
    }

    Stream<IndustryJobDelivered> delivered() {
      return watch.told().stream()
          .filter(IndustryJobDelivered.class::isInstance)
          .map(IndustryJobDelivered.class::cast);
    }

    /** A delivery withdraws the alert that the completion raised, if one did. */
    void assertThatDeliveriesMatch() {
      Set<DedupKey> keys = new HashSet<>(completed().map(DedupKey::of).toList());
      Set<IndustryJobId> jobs = new HashSet<>(completed().map(done -> done.job().id()).toList());
      assertThat(delivered().filter(done -> jobs.contains(done.job())).map(DedupKey::of))
          .isSubsetOf(keys);
    }
  }

  enum Deed {
    NOTHING,
    INSTALL,
    PAUSE,
    RESUME,
    CANCEL,
    DELIVER;

    boolean movesEnds() {
      return this == PAUSE || this == RESUME || this == CANCEL;
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
   * @param number which job it is about, or how long it takes
   * @param staleness seconds since ESI learned what it answers
   * @param clockError by how many seconds our clock is wrong
   */
  record Step(Deed deed, int number, int seconds, Look look, int staleness, int clockError) {

    void doneBy(IndustriousPilot pilot) {
      pilot.spend(Duration.ofSeconds(seconds));
      switch (deed) {
        case NOTHING -> {}
        case INSTALL -> pilot.install(10 + 7 * number);
        case PAUSE -> pilot.pause(number);
        case RESUME -> pilot.resume(number);
        case CANCEL -> pilot.cancel(number);
        case DELIVER -> pilot.deliver(number);
      }
    }
  }
}
