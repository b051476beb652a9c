package dev.evenomad.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class TogetherTest {

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @Test
  void doesWhatComesAloneAtOnce() {
    Together<Integer> together = new Together<>(batches::add);

    together.add(1);
    together.add(2);

    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void gathersWhatComesWhileABatchIsDone() {
    CountDownLatch release = new CountDownLatch(1);
    Together<Integer> together =
        new Together<>(
            batch -> {
              batches.add(batch);
              awaitQuietly(release);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> together.add(0));
      Awaitility.await().until(() -> batches.size() == 1);
      List<Thread> others =
          IntStream.range(1, 50)
              .mapToObj(i -> Thread.ofVirtual().start(() -> together.add(i)))
              .toList();
      Awaitility.await()
          .until(() -> others.stream().allMatch(other -> other.getState() == Thread.State.WAITING));
      release.countDown();
    }
    Awaitility.await().until(() -> batches.stream().mapToInt(List::size).sum() == 50);

    assertThat(batches).hasSize(2);
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void tellsEverybodyThatItFailed() {
    Together<Integer> together =
        new Together<>(
            batch -> {
              throw new UnsupportedOperationException("planned");
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> together.add(1))
        .withCauseInstanceOf(UnsupportedOperationException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
