package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;

/** The dates as of which ESI can be asked to behave. */
final class CompatibilityDates {

  /** Since when {@code GET /characters/{id}} has its newest shape. */
  static final LocalDate CHARACTER_ACHIEVEMENTS = LocalDate.of(2026, 6, 9);

  /** Since when {@code GET /corporations/{id}} has its newest shape. */
  static final LocalDate CORPORATION_TAX_RATES = LocalDate.of(2026, 7, 21);

  /** Since when there is {@code GET /meta/status}. */
  static final LocalDate META_STATUS = LocalDate.of(2025, 11, 6);

  // Newest first.
  private static final List<LocalDate> DATES =
      Stream.of(
              "2026-08-18",
              "2026-08-04",
              "2026-07-21",
              "2026-07-17",
              "2026-06-09",
              "2026-05-19",
              "2025-12-16",
              "2025-11-06",
              "2025-09-30",
              "2025-09-26",
              "2025-08-26",
              "2025-04-02",
              "2025-04-01",
              "2020-01-01")
          .map(LocalDate::parse)
          .toList();

  /** The day turns with the daily downtime. */
  private static final Duration DAY_BEGINS = Duration.ofHours(11);

  private CompatibilityDates() {}

  /** Every date, newest first. */
  static List<String> texts() {
    return DATES.stream().map(LocalDate::toString).toList();
  }

  /** The date in effect for a request: the newest that is not after the one asked for. */
  static LocalDate effective(Request request, Instant now) {
    var asked =
        request
            .header("X-Compatibility-Date")
            .orElseGet(
                () ->
                    request.query().getOrDefault("compatibility_date", DATES.getLast().toString()));
    var date = parse(asked);
    var today = LocalDate.ofInstant(now.minus(DAY_BEGINS), ZoneOffset.UTC);
    if (date.isAfter(today)) {
      throw EsiError.withStatus(
          400, "Compatibility date " + asked + " is in the future; today is " + today + ".");
    }
    return DATES.stream()
        .filter(known -> !known.isAfter(date))
        .findFirst()
        .orElseThrow(
            () ->
                EsiError.withStatus(
                    400, "Compatibility date " + asked + " is before " + DATES.getLast() + "."));
  }

  private static LocalDate parse(String asked) {
    try {
      return LocalDate.parse(asked);
    } catch (DateTimeParseException malformed) {
      throw EsiError.withStatus(400, "Compatibility date is not of the form YYYY-MM-DD.");
    }
  }
}
