package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Profile;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who lives in the world. Pilots have numbers from 0 on; ids, accounts and names follow from them.
 *
 * @param seed what makes this world differ from others
 * @param count how many pilots, 1 to {@link #MOST}
 */
record Census(long seed, int count) {

  static final int MOST = 100_000;

  /** What a pilot spends most of the time with. */
  enum Calling {
    BEGINNER,
    FIGHTER,
    MINER,
    MANUFACTURER,
    TRADER,
    SETTLER,
    VETERAN
  }

  /**
   * Characters of one time.
   *
   * @param firstId the id of number 0, if it were of that time
   * @param step from one number to the next
   * @param from when the first were created
   * @param to when the last were created
   */
  private record Generation(long firstId, int step, Instant from, Instant to) {

    long id(int number) {
      return firstId + (long) number * step;
    }
  }

  private static final Generation NEWEST =
      generation(2_112_100_001, 163, "2015-09-01", "2026-08-01");

  private static final Generation MIDDLE = generation(90_100_003, 71, "2010-11-04", "2016-05-30");

  private static final Generation OLDEST =
      generation(1_400_000_123, 5_471, "2005-01-10", "2010-11-03");

  private static final List<Long> SCHOOLS =
      List.of(
          1_000_044L,
          1_000_045L,
          1_000_115L,
          1_000_165L,
          1_000_166L,
          1_000_167L,
          1_000_168L,
          1_000_169L,
          1_000_170L,
          1_000_171L,
          1_000_172L);

  private static final int MEMBERS = 40;
  private static final int CORPORATIONS_PER_ALLIANCE = 9;

  Census {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("pilots must be 1 to " + MOST + ", was " + count);
    }
  }

  private static Generation generation(long firstId, int step, String from, String to) {
    return new Generation(
        firstId, step, Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
  }

  private static Generation generationOf(int number) {
    return switch (number % 10) {
      case 3, 8 -> MIDDLE;
      case 6 -> OLDEST;
      default -> NEWEST;
    };
  }

  long characterId(int number) {
    return generationOf(number).id(number);
  }

  /** The number of the pilot with this id, or empty for somebody else. */
  Optional<Integer> number(long characterId) {
    for (var generation : List.of(NEWEST, MIDDLE, OLDEST)) {
      var number = (characterId - generation.firstId()) / generation.step();
      if (number >= 0 && number < count && characterId((int) number) == characterId) {
        return Optional.of((int) number);
      }
    }
    return Optional.empty();
  }

  /** The account of a pilot: up to three share one. */
  String account(int number) {
    var first = number - number % 3;
    var alone = new Dice(seed, first, Topic.PERSON).chance(0.5) ? number : first;
    return "account-" + (alone + 1);
  }

  Calling calling(int number) {
    return new Dice(seed, number, Topic.PERSON)
        .pick(List.of(Calling.values()), 14, 28, 12, 14, 12, 8, 12);
  }

  /** What everybody can see of a pilot, created before {@code now}. */
  Profile profile(int number, Instant now) {
    var dice = new Dice(~seed, number, Topic.PERSON);
    var generation = generationOf(number);
    var life = Duration.between(generation.from(), generation.to()).toSeconds();
    var born = generation.from().plusSeconds(life * number / count).plusSeconds(dice.below(86_400));
    var latest = now.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    var corporation = corporation(dice);
    return new Profile(
        PilotNames.of(seed, number),
        corporation,
        alliance(corporation),
        born.isAfter(latest) ? latest : born,
        false);
  }

  private long corporation(Dice dice) {
    if (dice.chance(0.15)) {
      return dice.pick(SCHOOLS);
    }
    // A few large corporations and many small ones.
    var share = dice.between(0.0, 1.0);
    return Organizations.FIRST_CORPORATION + (long) (share * share * corporations());
  }

  private int corporations() {
    return Math.max(8, count / MEMBERS);
  }

  /** Every third corporation is in no alliance. */
  private static Optional<Long> alliance(long corporation) {
    var number = corporation - Organizations.FIRST_CORPORATION;
    return number < 0 || number % 3 == 2
        ? Optional.empty()
        : Optional.of(Organizations.FIRST_ALLIANCE + number / CORPORATIONS_PER_ALLIANCE);
  }
}
