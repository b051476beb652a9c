package dev.evenomad.esi.client;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How long an answer of a route holds when its headers do not say. */
enum Lifetime {
  MINUTE,
  DAY,
  /** Static data changes when the game servers have restarted, at 11:05 UTC. */
  UNTIL_DAILY_RESTART;

  private static final LocalTime DAILY_RESTART = LocalTime.of(11, 5);

  /** When an answer that came at {@code now} ends. */
  Instant endOf(Instant now) {
    return switch (this) {
      case MINUTE -> now.plus(Duration.ofMinutes(1));
      case DAY -> now.plus(Duration.ofDays(1));
      case UNTIL_DAILY_RESTART -> {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        ZonedDateTime today = utc.with(DAILY_RESTART);
        yield (utc.isBefore(today) ? today : today.plusDays(1)).toInstant();
      }
    };
  }
}
