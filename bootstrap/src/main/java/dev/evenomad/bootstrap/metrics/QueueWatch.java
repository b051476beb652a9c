package dev.evenomad.bootstrap.metrics;

import dev.evenomad.persistence.jobs.QueueStatistics;
import dev.evenomad.persistence.jobs.QueueStatistics.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what is due in the whole database, because it looks from time to time: when somebody asks,
 * the last look is old, and nobody is looking. All others are told of the last look. Thread-safe.
 */
final class QueueWatch {

  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

  private final Supplier<QueueStatistics> queue;
  private final LongSupplier nanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Look last;

  /**
   * Looks there.
   *
   * @param queue throws if the database is away
   * @param nanos time, of any origin
   */
  QueueWatch(Supplier<QueueStatistics> queue, LongSupplier nanos) {
    this.queue = queue;
    this.nanos = nanos;
  }

  /** What the last look says of {@code figure}; not a number while the database is away. */
  double figure(ToDoubleFunction<QueueStatistics> figure) {
    return look().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  /** Whether the database answered at the last look. */
  boolean answers() {
    return look().isPresent();
  }

  static double seconds(Waiting waiting) {
    return waiting.oldest().toMillis() / 1000.0;
  }

  private Optional<QueueStatistics> look() {
    if (isOld() && looking.tryLock()) {
      try {
        if (isOld()) {
          last = new Look(ask(), nanos.getAsLong());
        }
      } finally {
        looking.unlock();
      }
    }
    Look known = last;
    return known == null ? Optional.empty() : known.found;
  }

  private boolean isOld() {
    Look known = last;
    return known == null || nanos.getAsLong() - known.at >= BETWEEN_LOOKS.toNanos();
  }

  private Optional<QueueStatistics> ask() {
    try {
      return Optional.of(queue.get());
    } catch (RuntimeException e) {
      LOG.debug("what is due cannot be counted", e);
      return Optional.empty();
    }
  }

  private record Look(Optional<QueueStatistics> found, long at) {}
}
