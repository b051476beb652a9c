package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Budgets.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Budgets} does. */
public interface BudgetsContract {

  /** Of the samples. */
  Duration WINDOW = Duration.ofMinutes(15);

  /** When everything has come back that was spent at {@link Samples#NOW}. */
  Instant BACK = NOW.plus(WINDOW).plus(WINDOW.dividedBy(60));

  /** The stores under test. */
  Stores stores();

  @Test
  default void givesTheWholeLimitAndNoMore() {
    Budget budget = budget(15);

    assertThat(take(budget, 7, NOW)).isTrue();
    assertThat(take(budget, 7, NOW)).isTrue();
    assertThat(take(budget, 2, NOW)).as("all or nothing").isFalse();
    assertThat(take(budget, 1, NOW)).as("of which nothing was taken").isTrue();
    assertThat(take(budget, 1, NOW)).isFalse();
    assertThat(take(budget(15), 15, NOW)).as("another budget").isTrue();
  }

  @Test
  default void givesBackOneWindowLaterAndNotSooner() {
    Budget budget = budget(10);
    take(budget, 10, NOW);

    assertThat(take(budget, 1, NOW.plus(WINDOW).minusNanos(1_000))).isFalse();
    assertThat(take(budget, 10, BACK)).isTrue();
    assertThat(take(budget, 1, BACK)).isFalse();
  }

  @Test
  default void givesBackWhatWasSpentEarlierFirst() {
    Budget budget = budget(10);
    take(budget, 6, NOW);
    take(budget, 4, NOW.plus(WINDOW.dividedBy(2)));

    assertThat(take(budget, 7, BACK)).isFalse();
    assertThat(take(budget, 6, BACK)).isTrue();
    assertThat(take(budget, 4, BACK.plus(WINDOW.dividedBy(2)))).isTrue();
  }

  @Test
  default void saysHowLongItTakes() {
    Budget budget = budget(10);
    take(budget, 2, NOW);
    take(budget, 3, NOW.plusSeconds(100));
    take(budget, 5, NOW.plusSeconds(200));
    Instant now = NOW.plusSeconds(300);

    for (int amount : List.of(1, 2, 3, 5, 6, 10)) {
      Duration wait = stores().budgets().take(budget, amount, now).orElseThrow();

      Duration since = Duration.ofSeconds(amount <= 2 ? 300 : amount <= 5 ? 200 : 100);
      assertThat(wait)
          .as("until %d can be taken", amount)
          .isBetween(WINDOW.minus(since), WINDOW.minus(since).plus(WINDOW.dividedBy(60)));
    }
    Duration wait = stores().budgets().take(budget, 5, now).orElseThrow();
    assertThat(take(budget, 5, now.plus(wait).minusNanos(1_000))).isFalse();
    assertThat(take(budget, 5, now.plus(wait))).isTrue();
  }

  @Test
  default void neverGivesMoreToMany() {
    Budget budget = budget(50);

    List<Long> taken =
        Race.run(
            runner ->
                IntStream.range(0, 20)
                    .filter(turn -> take(budget, 1, NOW.plusMillis(turn)))
                    .count());

    assertThat(taken.stream().mapToLong(Long::longValue).sum()).isEqualTo(50);
    assertThat(take(budget, 1, NOW)).isFalse();
  }

  @Test
  default void losesNothingThatManySpend() {
    Budget budget = budget(80);

    Race.run(
        runner -> {
          for (int turn = 0; turn < 5; turn++) {
            stores().budgets().spend(budget, 2, NOW.plusMillis(runner));
          }
          return runner;
        });

    assertThat(take(budget, 1, NOW.plusSeconds(1))).isFalse();
    assertThat(take(budget, 80, BACK.plusSeconds(1))).isTrue();
  }

  @Test
  default void isSpentBeyondTheLimit() {
    Budget budget = budget(10);
    take(budget, 4, NOW);
    stores().budgets().spend(budget, 25, NOW.plusSeconds(60));

    assertThat(take(budget, 1, BACK)).as("4 are back, 25 are not").isFalse();
    Duration wait = stores().budgets().take(budget, 1, BACK).orElseThrow();
    assertThat(BACK.plus(wait)).isBetween(NOW.plus(WINDOW).plusSeconds(60), BACK.plusSeconds(60));
    assertThat(take(budget, 10, BACK.plus(wait))).isTrue();
  }

  @Test
  default void givesNothingWhileItIsClosed() {
    Budget budget = budget(10);
    Instant open = NOW.plusSeconds(42);
    stores().budgets().close(budget, open);

    assertThat(stores().budgets().take(budget, 1, NOW)).contains(Duration.ofSeconds(42));
    assertThat(take(budget, 1, open.minusNanos(1_000))).isFalse();
    assertThat(take(budget, 10, open)).isTrue();
  }

  @Test
  default void staysClosedUntilTheLatestMoment() {
    Budget budget = budget(10);
    take(budget, 10, NOW);
    stores().budgets().close(budget, NOW.plusSeconds(20));
    stores().budgets().close(budget, BACK.plusSeconds(60));
    stores().budgets().close(budget, NOW.plusSeconds(40));

    assertThat(stores().budgets().take(budget, 1, NOW))
        .contains(Duration.between(NOW, BACK.plusSeconds(60)));
    stores().budgets().spend(budget, 10, BACK.plusSeconds(59));
    assertThat(take(budget, 1, BACK.plusSeconds(60))).as("it was spent while closed").isFalse();
  }

  @Test
  default void countsWhatAProcessSpentWhoseClockIsAhead() {
    Budget budget = budget(10);
    take(budget, 6, NOW.plusSeconds(5));

    assertThat(take(budget, 5, NOW)).isFalse();
    assertThat(take(budget, 4, NOW)).isTrue();
    assertThat(take(budget, 10, NOW.plus(WINDOW).plusSeconds(4))).as("6 are not back").isFalse();
    assertThat(take(budget, 10, BACK.plusSeconds(5))).isTrue();
  }

  @Test
  default void knowsBudgetsOfAllKeysLimitsAndWindows() {
    String visible =
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
    Budget longest = new Budget(visible + Samples.id(), Integer.MAX_VALUE, Duration.ofDays(1));
    assertThat(take(longest, Integer.MAX_VALUE, NOW)).isTrue();
    stores().budgets().spend(longest, Integer.MAX_VALUE, NOW);
    assertThat(take(longest, 1, NOW)).isFalse();

    Budget shortest = new Budget(Samples.id(), 1, Duration.ofMillis(1));
    assertThat(take(shortest, 1, NOW)).isTrue();
    assertThat(take(shortest, 1, NOW)).isFalse();
    assertThat(take(shortest, 1, NOW.plusNanos(1_017_000))).isTrue();
  }

  @Test
  default void refusesAmountsThatAreNone() {
    Budget budget = budget(10);

    for (int amount : List.of(0, -1, Integer.MIN_VALUE)) {
      assertThatIllegalArgumentException().isThrownBy(() -> take(budget, amount, NOW));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stores().budgets().spend(budget, amount, NOW));
    }
    assertThatIllegalArgumentException()
        .as("would wait for ever")
        .isThrownBy(() -> take(budget, 11, NOW));
    assertThat(take(budget, 10, NOW)).isTrue();
  }

  @Test
  default void takesEffectAtOnceWhateverBecomesOfTheTransaction() {
    Budget budget = budget(10);
    Budget closed = budget(10);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          take(budget, 5, NOW);
                          stores().budgets().spend(budget, 5, NOW);
                          stores().budgets().close(closed, BACK);
                          assertThat(Race.run(runner -> take(budget, 1, NOW)))
                              .as("other threads, while the transaction is open")
                              .doesNotContain(true);
                          throw new IllegalStateException("planned");
                        }));

    assertThat(take(budget, 1, NOW)).isFalse();
    assertThat(take(closed, 1, NOW)).isFalse();
  }

  /** Random histories, each of which is told by its seed. */
  @Test
  default void keepsTheLimitWithinEveryWindow() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Budget budget = budget(1 + random.nextInt(20));
      List<Spent> history = new ArrayList<>();
      Instant now = NOW;
      for (int turn = 0; turn < 60; turn++) {
        now = now.plusMillis(random.nextLong(WINDOW.toMillis() / 8));
        int amount = 1 + random.nextInt(budget.limit());
        Optional<Duration> wait = stores().budgets().take(budget, amount, now);
        Instant at = now;
        long within = spentSince(history, at.minus(WINDOW));
        long stillKept = spentSince(history, at.minus(WINDOW).minus(WINDOW.dividedBy(60)));
        if (wait.isEmpty()) {
          history.add(new Spent(at, amount));
          assertThat(within + amount)
              .as("seed %d, turn %d", seed, turn)
              .isLessThanOrEqualTo(budget.limit());
        } else {
          assertThat(stillKept + amount)
              .as("seed %d, turn %d", seed, turn)
              .isGreaterThan(budget.limit());
          assertThat(wait.get()).as("seed %d, turn %d", seed, turn).isPositive();
        }
      }
    }
  }

  private static long spentSince(List<Spent> history, Instant instant) {
    return history.stream().filter(some -> some.at.isAfter(instant)).mapToLong(Spent::amount).sum();
  }

  private static Budget budget(int limit) {
    return new Budget("sample:" + Samples.id(), limit, WINDOW);
  }

  private boolean take(Budget budget, int amount, Instant now) {
    return stores().budgets().take(budget, amount, now).isEmpty();
  }

  /** So much, then. */
  record Spent(Instant at, int amount) {}
}
