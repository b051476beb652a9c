package dev.evenomad.domain.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours of each day in which a pilot's phone stays silent, on the pilot's own clock. They may
 * reach over midnight. Days on which the clocks change are followed as that clock shows them.
 *
 * @param from first quiet moment
 * @param to first moment that is no longer quiet; other than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours begin and end at different times");
    }
  }

  /** When an alert of {@code now} may be pushed: at once, or at the end of the quiet hours. */
  public Instant pushAt(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    if (!quietAt(here.toLocalTime())) {
      return now;
    }
    ZonedDateTime end = here.with(to);
    return end.toInstant().isAfter(now) ? end.toInstant() : here.plusDays(1).with(to).toInstant();
  }

  private boolean quietAt(LocalTime time) {
    boolean afterFrom = !time.isBefore(from);
    boolean beforeTo = time.isBefore(to);
    return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
  }
}
