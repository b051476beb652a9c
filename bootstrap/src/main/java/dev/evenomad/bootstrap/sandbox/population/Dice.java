package dev.evenomad.bootstrap.sandbox.population;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that always falls the same way for one seed, one subject and one topic. */
final class Dice {

  /** What is decided by chance; each topic on its own, so that one does not change another. */
  enum Topic {
    PERSON(1),
    TRAINING(2),
    MAIL(3),
    ORDERS(4),
    BOOK(5),
    JOBS(6),
    COLONIES(7);

    private final long number;

    Topic(long number) {
      this.number = number;
    }
  }

  private final SplittableRandom random;

  /**
   * @param subject such as the number of a pilot
   */
  Dice(long seed, long subject, Topic topic) {
    random =
        new SplittableRandom(
            seed ^ subject * 0x9E3779B97F4A7C15L ^ topic.number * 0xD1B54A32D192ED03L);
    // The first number of neighbouring subjects is not yet far apart.
    random.nextLong();
  }

  /** 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** {@code least} to {@code most}. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** {@code least} to {@code most}. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** {@code least} to {@code most}. */
  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  /** Between the two, small numbers more often than great ones by orders of magnitude. */
  long magnitude(long least, long most) {
    return Math.clamp(
        Math.round(Math.exp(between(Math.log((double) least), Math.log((double) most)))),
        least,
        most);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One of {@code from}, each as often as its weight says. */
  <T> T pick(List<T> from, int... weights) {
    var left = below(Arrays.stream(weights).sum());
    var at = 0;
    while (left >= weights[at]) {
      left -= weights[at];
      at++;
    }
    return from.get(at);
  }

  /** Whole seconds, up to {@code most}. */
  Duration upTo(Duration most) {
    return between(Duration.ZERO, most);
  }

  /** Whole seconds. */
  Duration between(Duration least, Duration most) {
    return Duration.ofSeconds(
        between(least.toSeconds(), Math.max(least.toSeconds(), most.toSeconds())));
  }
}
