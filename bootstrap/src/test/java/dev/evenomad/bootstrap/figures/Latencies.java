package dev.evenomad.bootstrap.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How long something took, time after time. Thread-safe. */
public final class Latencies {

  private final List<Duration> all = new ArrayList<>();

  /** None yet. */
  public Latencies() {}

  /** One more. */
  public synchronized void add(Duration one) {
    all.add(one);
  }

  synchronized int count() {
    return all.size();
  }

  /** The shortest; zero if there is none. */
  public synchronized Duration earliest() {
    return all.stream().min(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  @Override
  public synchronized String toString() {
    List<Duration> sorted = all.stream().sorted().toList();
    return sorted.isEmpty()
        ? "none"
        : String.format(
            Locale.ROOT,
            "%,d, earliest %,.0f ms, p50 %,.0f ms, p90 %,.0f ms, p99 %,.0f ms, max %,.0f ms",
            sorted.size(),
            milliseconds(sorted.getFirst()),
            quantile(sorted, 0.5),
            quantile(sorted, 0.9),
            quantile(sorted, 0.99),
            milliseconds(sorted.getLast()));
  }

  private static double quantile(List<Duration> sorted, double part) {
    return milliseconds(
        sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size()))));
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }
}
