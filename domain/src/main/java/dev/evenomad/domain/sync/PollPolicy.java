package dev.evenomad.domain.sync;

import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.CharacterId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How often characters are read. Every kind of every character gets a spread of its own, so that
 * many of them do not fall due together: up to a tenth of the interval, always the same for the
 * same.
 *
 * @param intervals between two readings; one for every kind
 * @param firstRetry after the first failure; doubles with each further one; positive
 * @param longestRetry at most between two tries; not shorter than {@code firstRetry}
 */
public record PollPolicy(
    Map<SyncKind, Interval> intervals, Duration firstRetry, Duration longestRetry) {

  /**
   * Skills and mail every ten minutes free and every two premium. What ends at a known time is told
   * without asking, so industry jobs and colonies, which only tell what the pilot began, are read
   * every half hour and hour, or every five minutes and ten. Orders are never fresher than twenty
   * minutes. Failures from 30 seconds to an hour.
   */
  public static final PollPolicy DEFAULT =
      new PollPolicy(
          Map.of(
              SyncKind.SKILLS, Interval.ofMinutes(10, 2),
              SyncKind.MAIL, Interval.ofMinutes(10, 2),
              SyncKind.MARKET_ORDERS, Interval.ofMinutes(20, 20),
              SyncKind.INDUSTRY_JOBS, Interval.ofMinutes(30, 5),
              SyncKind.PLANETS, Interval.ofMinutes(60, 10)),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  public PollPolicy {
    intervals = Map.copyOf(intervals);
    if (intervals.size() != SyncKind.values().length) {
      throw new IllegalArgumentException("every kind of data has a poll interval");
    }
    if (!firstRetry.isPositive()) {
      throw new IllegalArgumentException("poll intervals are positive");
    }
    if (longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("the longest retry is not shorter than the first");
    }
  }

  /** The same policy with another interval for one kind. */
  public PollPolicy with(SyncKind kind, Interval interval) {
    Map<SyncKind, Interval> changed = new EnumMap<>(intervals);
    changed.put(kind, interval);
    return new PollPolicy(changed, firstRetry, longestRetry);
  }

  /** When to read next after a success at {@code now}: never before {@code freshUntil}. */
  public Instant nextPoll(
      CharacterId character,
      SyncKind kind,
      SubscriptionTier tier,
      Instant now,
      Instant freshUntil) {
    Duration interval = interval(kind, tier);
    Instant wished = now.plus(interval);
    Instant allowed = wished.isBefore(freshUntil) ? freshUntil : wished;
    return allowed.plus(spread(character, kind, interval));
  }

  /** When to try again after the {@code failures}-th failure in a row, counted from 1. */
  public Instant retryAt(CharacterId character, SyncKind kind, int failures, Instant now) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    Duration wait = firstRetry.multipliedBy(1L << doublings);
    Duration bounded = wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    return now.plus(bounded).plus(spread(character, kind, bounded));
  }

  private Duration interval(SyncKind kind, SubscriptionTier tier) {
    Interval interval = Objects.requireNonNull(intervals.get(kind));
    return switch (tier) {
      case FREE -> interval.free();
      case PREMIUM -> interval.premium();
    };
  }

  private static Duration spread(CharacterId character, SyncKind kind, Duration interval) {
    long mixed = (character.value() + ((long) kind.name().hashCode() << 32)) * 0x9E3779B97F4A7C15L;
    return interval.multipliedBy((mixed >>> 54) % 100).dividedBy(1000);
  }

  /**
   * Between two readings.
   *
   * @param free on the free tier; positive
   * @param premium on the premium tier; positive
   */
  public record Interval(Duration free, Duration premium) {

    public Interval {
      if (!free.isPositive() || !premium.isPositive()) {
        throw new IllegalArgumentException("poll intervals are positive");
      }
    }

    /** So many minutes. */
    public static Interval ofMinutes(long free, long premium) {
      return new Interval(Duration.ofMinutes(free), Duration.ofMinutes(premium));
    }
  }
}
