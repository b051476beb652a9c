package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class UntilStoppedTest {

  private final UntilStopped running = UntilStopped.begin();
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theLastOneStartedIsClosedFirstAndAllOfThemOnce() {
    running.start(() -> part("first"));
    running.start(() -> part("second"));
    running.close();
    running.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void nothingStartsAfterwards() {
    running.close();
    assertThatThrownBy(() -> running.start(() -> part("late")))
        .isInstanceOf(CancellationException.class);
    assertThat(closed).isEmpty();
  }

  @Test
  void whatIsBeingStartedIsAwaitedAndClosedAndTheNextOneDoesNotBegin() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<AutoCloseable> slow = new CompletableFuture<>();
    CompletableFuture<Void> starting =
        CompletableFuture.runAsync(
            () -> {
              running.start(
                  () -> {
                    begun.countDown();
                    return slow.join();
                  });
              running.start(() -> part("next"));
            });
    Thread closing = Thread.ofPlatform().unstarted(running::close);
    begun.await();
    closing.start();
    await().until(() -> closing.getState() == Thread.State.BLOCKED);
    assertThat(closed).isEmpty();

    slow.complete(part("slow"));
    closing.join();

    assertThatThrownBy(starting::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(closed).containsExactly("slow");
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }
}
