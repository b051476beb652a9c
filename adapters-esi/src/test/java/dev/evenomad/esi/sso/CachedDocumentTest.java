package dev.evenomad.esi.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.esi.http.Gate;
import dev.evenomad.testkit.time.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class CachedDocumentTest {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");

  private final SettableClock now = SettableClock.at(START);
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicBoolean down = new AtomicBoolean();
  private final CachedDocument<Integer> document =
      new CachedDocument<>("document", this::read, now);

  private Integer read() throws IOException {
    int reading = readings.incrementAndGet();
    if (down.get()) {
      throw new IOException("down");
    }
    return reading;
  }

  private void after(Duration duration) {
    now.set(now.instant().plus(duration));
  }

  @Test
  void isReadAgainAfterFiveMinutes() {
    assertThat(document.current()).contains(1);
    after(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(document.current()).contains(1);
    after(Duration.ofSeconds(1));
    assertThat(document.current()).contains(2);
  }

  @Test
  void isAbsentUntilItCouldBeReadAndNotTriedAgainAtOnce() {
    down.set(true);
    assertThat(document.current()).isEmpty();
    assertThat(document.current()).isEmpty();
    assertThat(readings).hasValue(1);

    down.set(false);
    after(Duration.ofSeconds(6));
    assertThat(document.current()).contains(2);
  }

  @Test
  void staysInUseWhileItCannotBeRenewed() {
    document.current();
    down.set(true);
    after(Duration.ofDays(2));

    assertThat(document.current()).contains(1);
    assertThat(document.current()).contains(1);
    assertThat(readings).hasValue(2);
  }

  @Test
  void isRenewedBeforeItsTimeButNotAllTheTime() {
    document.current();
    assertThat(document.renew()).isTrue();
    assertThat(document.current()).contains(2);

    assertThat(document.renew()).as("renewed a moment ago").isTrue();
    assertThat(readings).hasValue(2);

    after(Duration.ofSeconds(31));
    assertThat(document.renew()).isTrue();
    assertThat(document.current()).contains(3);
  }

  @Test
  void tellsThatItCouldNotBeRenewed() {
    document.current();
    down.set(true);

    assertThat(document.renew()).isFalse();
    assertThat(document.renew()).as("failed a moment ago").isFalse();
    assertThat(readings).hasValue(2);
    assertThat(document.current()).contains(1);
  }

  @Test
  void isReadByOneThreadWhoeverElseAsks() throws Exception {
    Gate answer = new Gate();
    AtomicInteger readers = new AtomicInteger();
    var slow =
        new CachedDocument<>(
            "document",
            () -> {
              int reader = readers.incrementAndGet();
              answer.pass();
              return reader;
            },
            now);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Integer>>> asked = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        asked.add(threads.submit(slow::current));
      }
      Awaitility.await().until(() -> readers.get() == 1);
      answer.open();
      for (Future<Optional<Integer>> one : asked) {
        assertThat(one.get()).contains(1);
      }
    }
    assertThat(readers).hasValue(1);
  }

  @Test
  void nobodyWaitsForARenewalWhileThereIsACopy() throws Exception {
    Gate renewal = new Gate();
    AtomicInteger readers = new AtomicInteger();
    var slow =
        new CachedDocument<>(
            "document",
            () -> {
              int reader = readers.incrementAndGet();
              if (reader > 1) {
                renewal.pass();
              }
              return reader;
            },
            now);
    slow.current();
    after(Duration.ofHours(1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<Integer>> renewing = threads.submit(slow::current);
      Awaitility.await().until(() -> readers.get() == 2);

      assertThat(slow.current()).contains(1);

      renewal.open();
      assertThat(renewing.get()).contains(2);
    }
  }
}
