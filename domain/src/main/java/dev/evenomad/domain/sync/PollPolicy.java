package dev.evenomad.domain.sync;

import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.CharacterId;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a character is read. Every character gets a spread of its own, so that many of them do
 * not fall due together: up to a tenth of the interval, always the same for the same character.
 *
 * @param freeInterval between two readings on the free tier; positive
 * @param premiumInterval between two readings on the premium tier; positive
 * @param firstRetry after the first failure; doubles with each further one; positive
 * @param longestRetry at most between two tries; not shorter than {@code firstRetry}
 */
public record PollPolicy(
    Duration freeInterval, Duration premiumInterval, Duration firstRetry, Duration longestRetry) {

  /** Ten minutes free, two minutes premium, failures from 30 seconds to an hour. */
  public static final PollPolicy DEFAULT =
      new PollPolicy(
          Duration.ofMinutes(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  public PollPolicy {
    if (!freeInterval.isPositive() || !premiumInterval.isPositive() || !firstRetry.isPositive()) {
      throw new IllegalArgumentException("poll intervals are positive");
    }
    if (longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("the longest retry is not shorter than the first");
    }
  }

  /** When to read next after a success at {@code now}: never before {@code freshUntil}. */
  public Instant nextPoll(
      CharacterId character, SubscriptionTier tier, Instant now, Instant freshUntil) {
    Duration interval =
        switch (tier) {
          case FREE -> freeInterval;
          case PREMIUM -> premiumInterval;
        };
    Instant wished = now.plus(interval);
    Instant allowed = wished.isBefore(freshUntil) ? freshUntil : wished;
    return allowed.plus(spread(character, interval));
  }

  /** When to try again after the {@code failures}-th failure in a row, counted from 1. */
  public Instant retryAt(CharacterId character, int failures, Instant now) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    Duration wait = firstRetry.multipliedBy(1L << doublings);
    Duration bounded = wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    return now.plus(bounded).plus(spread(character, bounded));
  }

  private static Duration spread(CharacterId character, Duration interval) {
    long mixed = character.value() * 0x9E3779B97F4A7C15L;
    return interval.multipliedBy((mixed >>> 54) % 100).dividedBy(1000);
  }
}
