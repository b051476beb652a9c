package dev.evenomad.esi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several processes share their budgets and ask as often as they are let, at random times, with
 * calls that overlap and take up to ten seconds to arrive and to be answered, over an hour: ESI
 * never has to refuse one.
 */
final class BudgetPropertyTest {

  private static final Instant START = Instant.parse("2026-09-01T10:00:17Z");
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final int SEEDS = 100;

  private record Step(Instant at, Runnable run) {}

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  /** One history; with headers of ESI or without. */
  private static final class History {

    final Random random;
    final SimulatedLimits esi = new SimulatedLimits();
    final FakeBudgets shared = new FakeBudgets();
    final List<EsiBudget> processes = new ArrayList<>();
    final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparing(Step::at));
    final boolean headers;
    final int answeredForOneThatIsNot;
    Instant now = START;
    int calls;

    History(int seed) {
      this(seed, 1 + seed % 4, 50);
    }

    History(int seed, int count, int answeredForOneThatIsNot) {
      random = new Random(seed);
      headers = random.nextBoolean();
      this.answeredForOneThatIsNot = answeredForOneThatIsNot;
      for (int i = 0; i < count; i++) {
        processes.add(new EsiBudget(shared, CALL));
      }
    }

    <T> T any(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    Duration upTo(Duration longest) {
      return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    void runUntil(Instant end) {
      while (!steps.isEmpty() && steps.peek().at().isBefore(end)) {
        Step step = steps.remove();
        now = step.at();
        step.run().run();
      }
    }

    /** A call is asked for now; if it may be made it arrives and is answered later. */
    void call(Bucket bucket, int status) {
      EsiBudget process = any(processes);
      if (!(process.admit(bucket, now) instanceof Admission.Granted(Booking booking))) {
        return;
      }
      calls++;
      Instant arrival = now.plus(upTo(CALL.dividedBy(2)));
      Instant end = arrival.plus(upTo(CALL.dividedBy(2)));
      steps.add(
          new Step(
              arrival,
              () -> {
                HttpHeaders stated = esi.arrive(bucket, status, now);
                steps.add(
                    new Step(
                        end,
                        () -> {
                          if (random.nextInt(answeredForOneThatIsNot) == 0) {
                            booking.settleUnanswered(now);
                          } else {
                            booking.settle(status, headers ? stated : Answers.headers(), now);
                          }
                        }));
              }));
    }

    /** A process dies and is started again: its lots are lost, the shared book is not. */
    void restartOne() {
      processes.set(random.nextInt(processes.size()), new EsiBudget(shared, CALL));
    }
  }

  private static Bucket bucket(int tokens) {
    return new Bucket("group", "1", Optional.of(new Limit(tokens, SimulatedLimits.window())));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokensAreNeverExceeded(int seed) {
    History history = new History(seed);
    Bucket bucket = bucket(history.any(List.of(15, 30, 150, 600)));
    int meanPause = 1 + history.random.nextInt(10);
    Instant end = START.plus(Duration.ofHours(1));
    for (Instant at = START; at.isBefore(end); ) {
      int status = history.any(List.of(200, 304, 500, 502));
      boolean restart = history.random.nextInt(200) == 0;
      history.steps.add(
          new Step(
              at,
              () -> {
                if (restart) {
                  history.restartOne();
                }
                history.call(bucket, status);
              }));
      at = at.plus(history.upTo(Duration.ofSeconds(2L * meanPause)));
    }
    history.runUntil(end.plusSeconds(60));

    assertThat(history.esi.exceeded()).isZero();
    assertThat(history.calls).isPositive();
  }

  /**
   * What a refusal costs more than was booked for it can only be booked afterwards, if it is heard
   * of. So these come one after the other and are all answered; then nothing is exceeded either.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void tokensAreNotExceededByRefusalsEither(int seed) {
    History history = new History(seed, 1, Integer.MAX_VALUE);
    Bucket bucket = bucket(history.any(List.of(15, 30, 150)));
    Instant end = START.plus(Duration.ofHours(1));
    for (Instant at = START; at.isBefore(end); at = at.plusSeconds(11)) {
      int status = history.any(List.of(200, 304, 403, 404, 500));
      history.steps.add(new Step(at, () -> history.call(bucket, status)));
    }
    history.runUntil(end.plusSeconds(60));

    assertThat(history.esi.exceeded()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void errorsNeverReachTheLimit(int seed) {
    History history = new History(seed);
    Bucket route = new Bucket("TYPE", "public", Optional.empty());
    int errorsInTen = 1 + history.random.nextInt(10);
    Instant end = START.plus(Duration.ofMinutes(10));
    for (Instant at = START; at.isBefore(end); at = at.plus(history.upTo(Duration.ofMillis(400)))) {
      int status = history.random.nextInt(10) < errorsInTen ? history.any(List.of(404, 502)) : 200;
      history.steps.add(new Step(at, () -> history.call(route, status)));
    }
    history.runUntil(end.plusSeconds(60));

    assertThat(history.esi.exceeded()).isZero();
    assertThat(history.calls).isGreaterThan(100);
  }
}
