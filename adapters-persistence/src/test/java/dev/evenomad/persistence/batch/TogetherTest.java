package dev.evenomad.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class TogetherTest {

  private static final int COUNT = 50;

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @Test
  void doesWhatComesAloneAtOnce() {
    Together<Integer, Integer> together = new Together<>(this::doubled);

    assertThat(together.add(1)).isEqualTo(2);
    assertThat(together.add(2)).isEqualTo(4);

    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void gathersWhatComesWhileABatchIsDone() {
    assertThat(addAll(batch -> false, new UnsupportedOperationException()))
        .containsExactlyElementsOf(numbers(i -> 2 * i));

    assertThat(batches).hasSize(2);
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(numbers(i -> i));
  }

  @Test
  void doesEachAloneIfABatchFails() {
    for (RuntimeException planned :
        List.of(
            new UnsupportedOperationException("planned"),
            new IllegalStateException(new SQLException("deadlock detected", "40P01")))) {
      assertThat(addAll(batch -> batch.contains(7), planned))
          .containsExactlyElementsOf(numbers(i -> i == 7 ? -1 : 2 * i));
    }
  }

  @Test
  void doesNothingOnceMoreIfTheDatabaseIsAway() {
    assertThat(
            addAll(
                batch -> batch.size() > 1,
                new IllegalStateException(new SQLException("the connection broke", "08006"))))
        .containsExactlyElementsOf(numbers(i -> i == 0 ? 0 : -1));
    assertThat(batches).hasSize(2);
  }

  @Test
  void tellsThatItFailed() {
    Together<Integer, Integer> together =
        new Together<>(
            batch -> {
              throw new UnsupportedOperationException("planned");
            });

    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(() -> together.add(1))
          .withCauseInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void isDoneAlsoByAThreadThatIsInterrupted() {
    Together<Integer, Boolean> together =
        new Together<>(
            batch -> batch.stream().map(any -> Thread.currentThread().isInterrupted()).toList());

    Thread.currentThread().interrupt();
    boolean interruptedMeanwhile = together.add(1);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interruptedMeanwhile).isFalse();
  }

  private List<Integer> doubled(List<Integer> batch) {
    batches.add(batch);
    return batch.stream().map(i -> 2 * i).toList();
  }

  /** The first one alone, the others while it waits; -1 for what failed. */
  private List<Integer> addAll(Predicate<List<Integer>> fails, RuntimeException failure) {
    batches.clear();
    CountDownLatch release = new CountDownLatch(1);
    Together<Integer, Integer> together =
        new Together<>(
            batch -> {
              List<Integer> results = doubled(batch);
              awaitQuietly(release);
              if (fails.test(batch)) {
                throw failure;
              }
              return results;
            });
    List<FutureTask<Integer>> adding = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      int number = i;
      FutureTask<Integer> one = new FutureTask<>(() -> addQuietly(together, number));
      adding.add(one);
      threads.add(Thread.ofVirtual().start(one));
      if (i == 0) {
        Awaitility.await().until(() -> !batches.isEmpty());
      }
    }
    Awaitility.await()
        .until(() -> threads.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
    release.countDown();
    return adding.stream().map(TogetherTest::get).toList();
  }

  private static int addQuietly(Together<Integer, Integer> together, int number) {
    try {
      return together.add(number);
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  private static int get(FutureTask<Integer> task) {
    try {
      return task.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> numbers(IntUnaryOperator each) {
    return IntStream.range(0, COUNT).map(each).boxed().toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
