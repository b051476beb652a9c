package dev.evenomad.bootstrap.crash;

import java.time.Duration;
import java.util.List;

/** How late something came. */
record Delays(List<Duration> sorted) {

  static Delays of(List<Duration> delays) {
    return new Delays(delays.stream().sorted().toList());
  }

  /** Zero if there is none. */
  Duration earliest() {
    return sorted.isEmpty() ? Duration.ZERO : sorted.getFirst();
  }

  private Duration quantile(double part) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size())));
  }

  @Override
  public String toString() {
    return sorted.isEmpty()
        ? "none"
        : "%d, earliest %s, p50 %s, p99 %s, latest %s"
            .formatted(
                sorted.size(),
                seconds(sorted.getFirst()),
                seconds(quantile(0.5)),
                seconds(quantile(0.99)),
                seconds(sorted.getLast()));
  }

  private static String seconds(Duration time) {
    return "%.2f s".formatted(time.toMillis() / 1000.0);
  }
}
