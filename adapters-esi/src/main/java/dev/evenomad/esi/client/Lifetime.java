package dev.evenomad.esi.client;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How long an answer of a route holds when its headers do not say. */
enum Lifetime {
  HALF_A_MINUTE(Duration.ofSeconds(30)),
  MINUTE(Duration.ofMinutes(1)),
  FIVE_MINUTES(Duration.ofMinutes(5)),
  TEN_MINUTES(Duration.ofMinutes(10)),
  TWENTY_MINUTES(Duration.ofMinutes(20)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  /** Static data changes when the game servers have restarted, at 11:05 UTC. */
  UNTIL_DAILY_RESTART(Duration.ZERO);

  private static final LocalTime DAILY_RESTART = LocalTime.of(11, 5);

  private final Duration length;

  Lifetime(Duration length) {
    this.length = length;
  }

  /** When an answer that came at {@code now} ends. */
  Instant endOf(Instant now) {
    if (this != UNTIL_DAILY_RESTART) {
      return now.plus(length);
    }
    ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
    ZonedDateTime today = utc.with(DAILY_RESTART);
    return (utc.isBefore(today) ? today : today.plusDays(1)).toInstant();
  }
}
