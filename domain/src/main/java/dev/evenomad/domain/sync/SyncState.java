package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one kind of one character's data stands: when it is read next, and up to which moment its
 * events were told. Immutable; every verb returns a new value.
 *
 * @param nextPoll when ESI is asked again; empty while that is pointless, because the grant is
 *     gone, a scope is missing or the account's plan does not cover the character
 * @param freshUntil ESI must not be asked again before; empty if it may be
 * @param nextEvent the next moment at which the snapshot says something happens; empty if it says
 *     nothing
 * @param lastSuccess when ESI last answered; empty before the first time
 * @param detectedUntil everything up to this moment was looked at and told; empty until the first
 *     snapshot, and until the first one after a pause: these are baselines and tell nothing
 * @param etags validators of the last answers, by the name of the resource
 * @param failures how many readings failed in a row
 * @param paused whether nothing was done for it lately because the account's plan did not cover the
 *     character
 * @param version counts the stored changes; 0 if it was never stored
 */
public record SyncState(
    CharacterId character,
    SyncKind kind,
    Optional<Instant> nextPoll,
    Optional<Instant> freshUntil,
    Optional<Instant> nextEvent,
    Optional<Instant> lastSuccess,
    Optional<Instant> detectedUntil,
    Map<String, ETag> etags,
    int failures,
    boolean paused,
    long version) {

  /** A reading that is due is under way; only after so long is it overdue. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  public SyncState {
    etags = Map.copyOf(etags);
    if (failures < 0) {
      throw new IllegalArgumentException("failures are counted from zero");
    }
  }

  /** The state of a character that was never read and is due at {@code now}. */
  public static SyncState start(CharacterId character, SyncKind kind, Instant now) {
    return new SyncState(
        character,
        kind,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        0,
        false,
        0);
  }

  /** When something is to be done: the earlier of next poll and next event. Empty: nothing. */
  public Optional<Instant> nextDue() {
    return Stream.of(nextPoll, nextEvent).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  /** Whether what is due next is a known event rather than a reading. */
  public boolean eventIsNext() {
    return nextEvent.filter(at -> nextPoll.filter(poll -> poll.isBefore(at)).isEmpty()).isPresent();
  }

  /** Whether ESI is to be asked at {@code now}. */
  public boolean pollDue(Instant now) {
    return nextPoll.filter(poll -> !poll.isAfter(now)).isPresent();
  }

  /**
   * Whether what is known is older than it should be: the last reading failed, is overdue, or there
   * is no grant to read with.
   */
  public boolean staleAt(Instant now) {
    return stale(failures, nextPoll, now);
  }

  /** As {@link #staleAt}, of a state of which no more is known than that. */
  public static boolean stale(int failures, Optional<Instant> nextPoll, Instant now) {
    return failures > 0 || nextPoll.filter(poll -> poll.plus(GRACE).isAfter(now)).isEmpty();
  }

  /** After ESI answered: events up to {@code now} are told, and failures forgotten. */
  public SyncState read(
      Instant now,
      Instant newFreshUntil,
      Instant newNextPoll,
      Optional<Instant> newNextEvent,
      Map<String, ETag> newEtags) {
    return new SyncState(
        character,
        kind,
        Optional.of(newNextPoll),
        Optional.of(newFreshUntil),
        newNextEvent,
        Optional.of(now),
        notBefore(now),
        newEtags,
        0,
        false,
        version);
  }

  /** After the clock alone told events up to {@code until}. */
  public SyncState told(Instant until, Optional<Instant> newNextEvent) {
    return new SyncState(
        character,
        kind,
        nextPoll,
        freshUntil,
        newNextEvent,
        lastSuccess,
        notBefore(until),
        etags,
        failures,
        paused,
        version);
  }

  /** After a failed reading, to be repeated at {@code retryAt}. */
  public SyncState failed(Instant retryAt) {
    return new SyncState(
        character,
        kind,
        Optional.of(retryAt),
        freshUntil,
        nextEvent,
        lastSuccess,
        detectedUntil,
        etags,
        failures + 1,
        paused,
        version);
  }

  /** After being told to wait, which is nobody's failure. */
  public SyncState postponed(Instant retryAt) {
    return new SyncState(
        character,
        kind,
        Optional.of(retryAt),
        freshUntil,
        nextEvent,
        lastSuccess,
        detectedUntil,
        etags,
        failures,
        paused,
        version);
  }

  /** Not to be read until the pilot signs in again. What is known still happens on time. */
  public SyncState parked() {
    return new SyncState(
        character,
        kind,
        Optional.empty(),
        freshUntil,
        nextEvent,
        lastSuccess,
        detectedUntil,
        etags,
        failures,
        paused,
        version);
  }

  /**
   * Nothing is to be done until the plan covers the character. What happens meanwhile is not told
   * afterwards either: the next reading is a baseline, and complete.
   */
  public SyncState pausedByPlan() {
    return new SyncState(
        character,
        kind,
        Optional.empty(),
        freshUntil,
        Optional.empty(),
        lastSuccess,
        Optional.empty(),
        Map.of(),
        0,
        true,
        version);
  }

  /** To be read as soon as ESI may be asked, because the plan covers the character again. */
  public SyncState resumed(Instant now) {
    SyncState wanted = wanted(now);
    return new SyncState(
        character,
        kind,
        wanted.nextPoll,
        freshUntil,
        nextEvent,
        lastSuccess,
        detectedUntil,
        etags,
        failures,
        false,
        version);
  }

  /**
   * To be read as soon as ESI may be asked: a new grant, or a pilot's wish. A reading that is due
   * before stays.
   */
  public SyncState wanted(Instant now) {
    Instant allowed = freshUntil.filter(fresh -> fresh.isAfter(now)).orElse(now);
    return new SyncState(
        character,
        kind,
        Optional.of(nextPoll.filter(poll -> poll.isBefore(allowed)).orElse(allowed)),
        freshUntil,
        nextEvent,
        lastSuccess,
        detectedUntil,
        etags,
        failures,
        paused,
        version);
  }

  /** Servers' clocks differ a little; what was told stays told. */
  private Optional<Instant> notBefore(Instant until) {
    return Optional.of(detectedUntil.filter(told -> told.isAfter(until)).orElse(until));
  }
}
