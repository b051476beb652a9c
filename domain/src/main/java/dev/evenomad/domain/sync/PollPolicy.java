package dev.evenomad.domain.sync;

import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Backoff;
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
 * @param retries after failures in a row
 */
public record PollPolicy(Map<SyncKind, Interval> intervals, Backoff retries) {

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
          new Backoff(Duration.ofSeconds(30), Duration.ofHours(1)));

  /** Waits that are no longer keep nobody else waiting. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  public PollPolicy {
    intervals = Map.copyOf(intervals);
    if (intervals.size() != SyncKind.values().length) {
      throw new IllegalArgumentException("every kind of data has a poll interval");
    }
  }

  /** The same policy with another interval for one kind. */
  public PollPolicy with(SyncKind kind, Interval interval) {
    Map<SyncKind, Interval> changed = new EnumMap<>(intervals);
    changed.put(kind, interval);
    return new PollPolicy(changed, retries);
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
    Duration wait = retries.after(failures);
    return now.plus(wait).plus(spread(character, kind, wait));
  }

  /**
   * When to ask after EVE has asked everybody to wait until {@code until}: spread over as long
   * again as the wait is, or over the interval if that is shorter, so that what was kept waiting by
   * a downtime does not come all at once. A wait of a minute or less is no more than that.
   */
  public Instant resumeAt(
      CharacterId character, SyncKind kind, SubscriptionTier tier, Instant now, Instant until) {
    Duration wait = Duration.between(now, until);
    if (wait.compareTo(SHORT) <= 0) {
      return until;
    }
    Duration interval = interval(kind, tier);
    Duration window = wait.compareTo(interval) < 0 ? wait : interval;
    return until.plus(share(character, kind, window));
  }

  private Duration interval(SyncKind kind, SubscriptionTier tier) {
    Interval interval = Objects.requireNonNull(intervals.get(kind));
    return switch (tier) {
      case FREE -> interval.free();
      case PREMIUM -> interval.premium();
    };
  }

  private static Duration spread(CharacterId character, SyncKind kind, Duration interval) {
    return share(character, kind, interval.dividedBy(10));
  }

  /** A share of {@code interval}, from nothing to nearly all, always the same for the same. */
  private static Duration share(CharacterId character, SyncKind kind, Duration interval) {
    long mixed = (character.value() + ((long) kind.name().hashCode() << 32)) * 0x9E3779B97F4A7C15L;
    return interval.multipliedBy((mixed >>> 33) % 1000).dividedBy(1000);
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
