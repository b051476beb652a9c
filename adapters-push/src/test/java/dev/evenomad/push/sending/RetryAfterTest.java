package dev.evenomad.push.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | PT2M",
        "' 7 ' | PT7S",
        "0 | PT1S",
        "999999999999999999 | PT24H",
        "Fri, 20 Nov 2026 12:01:30 GMT | PT90S",
        "Fri, 20 Nov 2026 11:59:00 GMT | PT1S",
        "Sun, 20 Nov 2033 12:00:00 GMT | PT24H",
      })
  void isSecondsOrADate(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999999999999", "2026-11-20T12:01:30Z"})
  void isNothingElse(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }
}
