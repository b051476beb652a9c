package dev.evenomad.domain.plan;

import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a tier allows.
 *
 * @param characters how many are kept in sync, positive; empty if all are
 * @param pollIntervals between two readings; one for every kind, positive
 */
public record Allowance(OptionalInt characters, Map<SyncKind, Duration> pollIntervals) {

  public Allowance {
    pollIntervals = Map.copyOf(pollIntervals);
    if (characters.isPresent() && characters.getAsInt() < 1) {
      throw new IllegalArgumentException("a plan covers at least one character");
    }
    if (pollIntervals.size() != SyncKind.values().length) {
      throw new IllegalArgumentException("every kind of data has a poll interval");
    }
    if (pollIntervals.values().stream().anyMatch(interval -> !interval.isPositive())) {
      throw new IllegalArgumentException("poll intervals are positive");
    }
  }

  /** The same for so many characters; for all of them if empty. */
  public Allowance forCharacters(OptionalInt number) {
    return new Allowance(number, pollIntervals);
  }

  /** The same with other intervals for some kinds. */
  public Allowance with(Map<SyncKind, Duration> others) {
    Map<SyncKind, Duration> changed = new EnumMap<>(pollIntervals);
    changed.putAll(others);
    return new Allowance(characters, changed);
  }

  /** Whether the character at that place, counted from 0, is kept in sync. */
  public boolean covers(int place) {
    return characters.isEmpty() || place < characters.getAsInt();
  }

  /** Between two readings of that kind. */
  public Duration pollInterval(SyncKind kind) {
    return Objects.requireNonNull(pollIntervals.get(kind));
  }
}
