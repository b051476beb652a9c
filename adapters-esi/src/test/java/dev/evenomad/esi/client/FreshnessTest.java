package dev.evenomad.esi.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshnessTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final String DATE = "Tue, 01 Sep 2026 09:58:00 GMT";
  private static final String EXPIRES = "Tue, 01 Sep 2026 10:00:00 GMT";

  private static Instant until(String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    return Freshness.until(HttpHeaders.of(all, (name, value) -> true), Lifetime.DAY, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-age=60",
        "private, max-age=60",
        "max-age=60, must-revalidate",
        "Private, Max-Age=60",
        "public,max-age=60,s-maxage=5",
        "s-maxage=5, max-age = 60",
        "max-age=\"60\""
      })
  void maxAgeGoesFirst(String cacheControl) {
    assertThat(until("Cache-Control", cacheControl, "Date", DATE, "Expires", EXPIRES))
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void maxAgeMayStandInASecondHeader() {
    assertThat(until("Cache-Control", "private", "Cache-Control", "max-age=60"))
        .isEqualTo(NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "s-maxage=60", "max-age=soon", "max-age=-1", "x-max-age=60"})
  void withoutMaxAgeTheDifferenceOfEvesOwnTimesCounts(String cacheControl) {
    assertThat(until("Cache-Control", cacheControl, "Date", DATE, "Expires", EXPIRES))
        .isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void ourClockStandsInForAMissingDate() {
    assertThat(until("Expires", "Tue, 01 Sep 2026 10:00:42 GMT")).isEqualTo(NOW.plusSeconds(42));
  }

  @Test
  void whatHasExpiredIsFreshNoLonger() {
    assertThat(until("Date", EXPIRES, "Expires", DATE)).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "", "soon", "2026-09-01T10:00:00Z"})
  void withoutAnyTimeTheRoutesOwnLifetimeCounts(String expires) {
    assertThat(until("Expires", expires, "Date", DATE)).isEqualTo(Lifetime.DAY.endOf(NOW));
    assertThat(until()).isEqualTo(Lifetime.DAY.endOf(NOW));
  }

  @Test
  void noAnswerIsFreshForYears() {
    assertThat(until("Cache-Control", "max-age=999999999"))
        .isEqualTo(Instant.parse("2026-09-08T10:00:00Z"));
    assertThat(until("Date", DATE, "Expires", "Fri, 01 Jan 2100 10:00:00 GMT"))
        .isEqualTo(Instant.parse("2026-09-08T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2026-09-01T10:00:00Z, 2026-09-01T10:01:00Z",
    "DAY, 2026-09-01T10:00:00Z, 2026-09-02T10:00:00Z",
    "UNTIL_DAILY_RESTART, 2026-09-01T10:00:00Z, 2026-09-01T11:05:00Z",
    "UNTIL_DAILY_RESTART, 2026-09-01T11:04:59.999Z, 2026-09-01T11:05:00Z",
    "UNTIL_DAILY_RESTART, 2026-09-01T11:05:00Z, 2026-09-02T11:05:00Z",
    "UNTIL_DAILY_RESTART, 2026-12-31T23:00:00Z, 2027-01-01T11:05:00Z"
  })
  void lifetimesEndWhenTheSpecificationSays(Lifetime lifetime, Instant from, Instant end) {
    assertThat(lifetime.endOf(from)).isEqualTo(end);
  }
}
