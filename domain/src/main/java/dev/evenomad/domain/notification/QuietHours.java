package dev.evenomad.domain.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;

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
    Instant end = endOn(here.toLocalDate(), here);
    return end.isAfter(now) ? end : endOn(here.toLocalDate().plusDays(1), here);
  }

  private Instant endOn(LocalDate day, ZonedDateTime seenFrom) {
    LocalDateTime end = day.atTime(to);
    ZoneRules rules = zone.getRules();
    // A clock that skips the end in spring is past it once it has skipped.
    return rules.getValidOffsets(end).isEmpty()
        ? rules.getTransition(end).getInstant()
        : ZonedDateTime.ofLocal(end, zone, seenFrom.getOffset()).toInstant();
  }

  private boolean quietAt(LocalTime time) {
    boolean afterFrom = !time.isBefore(from);
    boolean beforeTo = time.isBefore(to);
    return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
  }
}
