package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * When characters are read, given the interval that their account's plan allows. Every kind of
 * every character gets a spread of its own, so that many of them do not fall due together: up to a
 * tenth of the interval, always the same for the same.
 *
 * @param retries after failures in a row
 */
public record PollPolicy(Backoff retries) {

  /** Failures are repeated after 30 seconds to an hour. */
  public static final PollPolicy DEFAULT =
      new PollPolicy(new Backoff(Duration.ofSeconds(30), Duration.ofHours(1)));

  /** Waits that are no longer keep nobody else waiting. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** When to read next after a success at {@code now}: never before {@code freshUntil}. */
  public Instant nextPoll(
      CharacterId character, SyncKind kind, Duration interval, Instant now, Instant freshUntil) {
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
      CharacterId character, SyncKind kind, Duration interval, Instant now, Instant until) {
    Duration wait = Duration.between(now, until);
    if (wait.compareTo(SHORT) <= 0) {
      return until;
    }
    Duration window = wait.compareTo(interval) < 0 ? wait : interval;
    return until.plus(share(character, kind, window));
  }

  private static Duration spread(CharacterId character, SyncKind kind, Duration interval) {
    return share(character, kind, interval.dividedBy(10));
  }

  /** A share of {@code interval}, from nothing to nearly all, always the same for the same. */
  private static Duration share(CharacterId character, SyncKind kind, Duration interval) {
    long mixed = (character.value() + ((long) kind.name().hashCode() << 32)) * 0x9E3779B97F4A7C15L;
    return interval.multipliedBy((mixed >>> 33) % 1000).dividedBy(1000);
  }
}
