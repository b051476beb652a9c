package dev.evenomad.esi.client;

import dev.evenomad.esi.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;

/**
 * How to call ESI.
 *
 * @param base its address, without a version prefix
 * @param compatibilityDate ESI behaves as it did on that day; what the payloads are parsed for
 * @param http timeouts, limits and the user agent
 * @param maxConcurrentCalls at most so many calls are under way at once; positive
 * @param retryDelay about so long a call waits before its first repetition, and twice as long
 *     before its second; not negative
 */
public record EsiSettings(
    URI base,
    LocalDate compatibilityDate,
    HttpSettings http,
    int maxConcurrentCalls,
    Duration retryDelay) {

  /** Where ESI serves Tranquility, the one world of the game. */
  public static final URI TRANQUILITY = URI.create("https://esi.evetech.net");

  /** The day for which this client was written. */
  public static final LocalDate COMPATIBILITY_DATE = LocalDate.of(2026, 8, 4);

  private static final LocalDate OLDEST = LocalDate.of(2020, 1, 1);

  public EsiSettings {
    base = HttpSettings.requireBase("ESI", base);
    if (compatibilityDate.isBefore(OLDEST)) {
      throw new IllegalArgumentException("ESI has no compatibility date before " + OLDEST);
    }
    if (maxConcurrentCalls <= 0) {
      throw new IllegalArgumentException("the number of concurrent calls must be positive");
    }
    if (retryDelay.isNegative()) {
      throw new IllegalArgumentException("the retry delay must not be negative");
    }
  }

  /** Tranquility, twenty calls at once, a repetition after about a quarter of a second. */
  public static EsiSettings of(String userAgent) {
    return new EsiSettings(
        TRANQUILITY, COMPATIBILITY_DATE, HttpSettings.of(userAgent), 20, Duration.ofMillis(250));
  }

  /** The same at another address. */
  public EsiSettings at(URI otherBase) {
    return new EsiSettings(otherBase, compatibilityDate, http, maxConcurrentCalls, retryDelay);
  }
}
