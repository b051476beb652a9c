package dev.evenomad.domain.live;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of all live events; whoever knows it can go on from there, on any server.
 * Immutable.
 *
 * @param batch what was stored in one transaction has the same, later ones have greater ones; not
 *     negative
 * @param number within the batch; not negative
 * @param at when somebody was there, in whole seconds; not part of the order
 */
public record LivePosition(long batch, long number, Instant at)
    implements Comparable<LivePosition> {

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,12})");

  private static final Comparator<LivePosition> ORDER =
      Comparator.comparingLong(LivePosition::batch).thenComparingLong(LivePosition::number);

  public LivePosition {
    if (batch < 0 || number < 0) {
      throw new IllegalArgumentException("positions are counted from zero");
    }
    at = Instant.ofEpochSecond(at.getEpochSecond());
  }

  /** The position that {@link #toString} wrote; empty if it is something else. */
  public static Optional<LivePosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LivePosition(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              Instant.ofEpochSecond(Long.parseLong(matcher.group(3)))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The one of the two that comes first. */
  public static LivePosition earlier(LivePosition one, LivePosition other) {
    return one.isAfter(other) ? other : one;
  }

  /** Whether it comes after {@code other}. */
  public boolean isAfter(LivePosition other) {
    return compareTo(other) > 0;
  }

  /** The same place, at another moment. */
  public LivePosition seenAt(Instant moment) {
    return new LivePosition(batch, number, moment);
  }

  @Override
  public int compareTo(LivePosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LivePosition that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(batch) * 31 + Long.hashCode(number);
  }

  /** As clients are told it: three numbers with dots between. */
  @Override
  public String toString() {
    return batch + "." + number + "." + at.getEpochSecond();
  }
}
