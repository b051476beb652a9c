package dev.evenomad.bootstrap.sandbox.esi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The older limit: a hundred failed requests per address and minute of the clock; then nothing is
 * answered until the minute is over. Thread-safe.
 */
final class ErrorLimit {

  static final int ALLOWED = 100;

  private record Window(Instant minute, int errors) {}

  private final Map<String, Window> windows = new HashMap<>();

  synchronized boolean isExhausted(String address, Instant now) {
    return window(address, now).errors() >= ALLOWED;
  }

  synchronized void count(String address, Instant now) {
    var window = window(address, now);
    windows.put(address, new Window(window.minute(), window.errors() + 1));
  }

  /** Sets how many more failures {@code address} has in this minute. */
  synchronized void leave(String address, int remaining, Instant now) {
    windows.put(address, new Window(window(address, now).minute(), ALLOWED - remaining));
  }

  synchronized Map<String, String> headers(String address, Instant now) {
    var window = window(address, now);
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "X-ESI-Error-Limit-Remain", Integer.toString(Math.max(0, ALLOWED - window.errors())));
    headers.put("X-ESI-Error-Limit-Reset", Long.toString(60 - now.getEpochSecond() % 60));
    return headers;
  }

  synchronized void clear() {
    windows.clear();
  }

  private Window window(String address, Instant now) {
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    var window = windows.getOrDefault(address, new Window(minute, 0));
    return window.minute().equals(minute) ? window : new Window(minute, 0);
  }
}
