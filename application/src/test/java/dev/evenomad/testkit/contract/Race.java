package dev.evenomad.testkit.contract;

import dev.evenomad.domain.environment.ConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Lets several threads do the same thing at the same moment. */
final class Race {

  /** More than the connections of a small pool, so that some runners have to wait for one. */
  static final int RUNNERS = 8;

  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /**
   * What {@value #RUNNERS} threads brought back, by their number.
   *
   * @throws AssertionError if one of them failed or did not come back
   */
  static <T> List<T> run(IntFunction<T> runner) {
    CyclicBarrier start = new CyclicBarrier(RUNNERS);
    List<Callable<T>> runners = new ArrayList<>();
    for (int i = 0; i < RUNNERS; i++) {
      int number = i;
      runners.add(
          () -> {
            await(start);
            return runner.apply(number);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(RUNNERS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(runners, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many of {@value #RUNNERS} threads got through without a {@link ConflictException}. */
  static long winners(IntConsumer runner) {
    return run(
            number -> {
              try {
                runner.accept(number);
                return true;
              } catch (ConflictException lost) {
                return false;
              }
            })
        .stream()
        .filter(won -> won)
        .count();
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("not all threads came to the start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
