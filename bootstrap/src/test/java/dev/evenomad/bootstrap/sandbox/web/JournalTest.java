package dev.evenomad.bootstrap.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JournalTest {

  private final Journal<String> journal = new Journal<>();

  @Test
  void numbersRiseWithoutGapsAndGoOnAfterClearing() {
    journal.append("a");
    journal.append("b");
    journal.clear();
    journal.append("c");
    assertThat(journal.after(0, entry -> true)).containsExactly(new Journal.Entry<>(3, "c"));
    assertThat(journal.lastNumber()).isEqualTo(3);
  }

  @Test
  void onlyWhatFollowsAndMatchesIsShown() {
    journal.append("a1");
    journal.append("b1");
    journal.append("a2");
    assertThat(journal.after(1, entry -> entry.startsWith("a")))
        .containsExactly(new Journal.Entry<>(3, "a2"));
  }

  @Test
  void theOldestEntriesAreDroppedWhenThereAreTooMany() {
    for (var i = 1; i <= 10_001; i++) {
      journal.append("x");
    }
    var kept = journal.after(0, entry -> true);
    assertThat(kept).hasSize(10_000);
    assertThat(kept.getFirst().number()).isEqualTo(2);
  }

  @Test
  void aReaderIsWokenByTheEntryItWaitsFor() throws Exception {
    var waiting =
        CompletableFuture.supplyAsync(
            () -> journal.awaitAfter(0, entry -> entry.equals("mine"), Duration.ofMinutes(1)));
    journal.append("other");
    journal.append("mine");
    assertThat(waiting.get(20, TimeUnit.SECONDS)).containsExactly(new Journal.Entry<>(2, "mine"));
  }

  @Test
  void aReaderWhoDoesNotWaitGetsNothing() {
    assertThat(journal.awaitAfter(0, entry -> true, Duration.ZERO)).isEmpty();
    assertThat(journal.awaitAfter(0, entry -> true, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void aReaderCanBeInterrupted() throws Exception {
    var interrupted = new AtomicReference<Boolean>();
    var reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  journal.awaitAfter(0, entry -> true, Duration.ofMinutes(1));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    reader.interrupt();
    assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    assertThat(interrupted.get()).isTrue();
  }
}
