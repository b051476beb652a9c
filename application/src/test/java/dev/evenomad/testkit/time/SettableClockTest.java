package dev.evenomad.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SettableClockTest {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");

  private final SettableClock clock = SettableClock.at(START);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);

    assertThat(clock.advance(Duration.ofMinutes(1))).isEqualTo(START.plusSeconds(60));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));

    clock.advance(Duration.ofMinutes(-2));
    assertThat(clock.instant()).isEqualTo(START.minusSeconds(60));

    clock.set(START);
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void movesInAllZonesTogether() {
    SettableClock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofHours(1));

    assertThat(tokyo.instant()).isEqualTo(START.plusSeconds(3600));
    assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }
}
