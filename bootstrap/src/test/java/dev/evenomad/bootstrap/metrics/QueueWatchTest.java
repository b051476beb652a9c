package dev.evenomad.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.job.Urgency;
import dev.evenomad.persistence.jobs.QueueStatistics;
import dev.evenomad.persistence.jobs.QueueStatistics.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How often the database is asked for what is due. */
final class QueueWatchTest {

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void looksOnceInAWhile() {
    QueueWatch watch = watch(() -> due(7));
    for (int turn = 0; turn < 10; turn++) {
      assertThat(due(watch)).isEqualTo(7);
    }
    assertThat(looks).hasValue(1);

    nanos.addAndGet(QueueWatch.BETWEEN_LOOKS.toNanos() - 1);
    assertThat(due(watch)).isEqualTo(7);
    assertThat(looks).hasValue(1);

    nanos.incrementAndGet();
    assertThat(due(watch)).isEqualTo(7);
    assertThat(looks).hasValue(2);
  }

  @Test
  void knowsNothingWhileTheDatabaseIsAway() {
    QueueWatch watch =
        watch(
            () -> {
              throw new IllegalStateException("away");
            });

    assertThat(due(watch)).isNaN();
    assertThat(watch.answers()).isFalse();
    assertThat(looks).hasValue(1);
  }

  @Test
  void nobodyWaitsForALookOfSomebodyElse() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    QueueWatch watch =
        watch(
            () -> {
              asked.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return due(3);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Double> first = threads.submit(() -> due(watch));
      asked.await();

      assertThat(due(watch)).isNaN();
      answer.countDown();

      assertThat(first.get()).isEqualTo(3);
      assertThat(due(watch)).isEqualTo(3);
      assertThat(looks).hasValue(1);
    }
  }

  private QueueWatch watch(Supplier<QueueStatistics> queue) {
    return new QueueWatch(
        () -> {
          looks.incrementAndGet();
          return queue.get();
        },
        nanos::get);
  }

  private static double due(QueueWatch watch) {
    return watch.figure(found -> found.of(Urgency.ALERT).count());
  }

  private static QueueStatistics due(long count) {
    return new QueueStatistics(
        Arrays.stream(Urgency.values())
            .collect(
                Collectors.toMap(
                    urgency -> urgency, urgency -> new Waiting(count, Duration.ofSeconds(1)))));
  }
}
