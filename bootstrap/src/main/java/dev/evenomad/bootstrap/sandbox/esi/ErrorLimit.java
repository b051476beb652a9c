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

  private final Map<String, Integer> errors = new HashMap<>();
  private Instant minute = Instant.MIN;

  synchronized boolean isExhausted(String address, Instant now) {
    return errors(address, now) >= ALLOWED;
  }

  synchronized void count(String address, Instant now) {
    errors.put(address, errors(address, now) + 1);
  }

  /** Sets how many more failures {@code address} has in this minute. */
  synchronized void leave(String address, int remaining, Instant now) {
    turn(now);
    errors.put(address, ALLOWED - remaining);
  }

  synchronized Map<String, String> headers(String address, Instant now) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "X-ESI-Error-Limit-Remain", Integer.toString(Math.max(0, ALLOWED - errors(address, now))));
    headers.put("X-ESI-Error-Limit-Reset", Long.toString(60 - now.getEpochSecond() % 60));
    return headers;
  }

  synchronized void clear() {
    errors.clear();
  }

  private int errors(String address, Instant now) {
    turn(now);
    return errors.getOrDefault(address, 0);
  }

  /** Forgets what happened in an earlier minute. */
  private void turn(Instant now) {
    var present = now.truncatedTo(ChronoUnit.MINUTES);
    if (!present.equals(minute)) {
      minute = present;
      errors.clear();
    }
  }
}
