package dev.evenomad.esi.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OutagePauseTest {

  private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
  private static final Duration TRIAL = Duration.ofSeconds(40);

  private final SettableClock clock = SettableClock.at(START);
  private final OutagePause pause = new OutagePause(TRIAL, clock);

  @Test
  void isNoneWhileEveAnswers() {
    assertThat(pause.remaining()).isEmpty();
    pause.answered();
    assertThat(pause.remaining()).isEmpty();
  }

  @Test
  void growsWithEveryTrialThatFailsUpToFiveMinutes() {
    for (long seconds : List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L)) {
      pause.failed(Optional.empty());

      assertWait(Duration.ofSeconds(seconds));
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(pause.remaining()).as(seconds + " s").isPresent();
      clock.advance(Duration.ofMillis(1));
      assertThat(pause.remaining()).as(seconds + " s").isEmpty();
    }
  }

  @Test
  void isAsLongAsEveAsks() {
    pause.failed(Optional.of(Duration.ofMinutes(30)));
    assertWait(Duration.ofMinutes(30));
    clock.advance(Duration.ofMinutes(30));
    assertThat(pause.remaining()).isEmpty();

    pause.failed(Optional.of(Duration.ofSeconds(1)));
    assertWait(Duration.ofSeconds(10));
  }

  @Test
  void isNoLongerBecauseManyFailAtOnce() {
    for (int call = 0; call < 100; call++) {
      pause.failed(Optional.empty());
    }

    assertWait(Duration.ofSeconds(5));
  }

  @Test
  void letsOneCallerTry() {
    pause.failed(Optional.empty());
    clock.advance(Duration.ofSeconds(5));

    assertThat(pause.remaining()).isEmpty();
    assertWait(TRIAL);
    pause.answered();
    assertThat(pause.remaining()).isEmpty();
  }

  @Test
  void letsAnotherOneTryIfNothingComesOfIt() {
    pause.failed(Optional.empty());
    clock.advance(Duration.ofSeconds(5));
    assertThat(pause.remaining()).isEmpty();

    clock.advance(TRIAL);

    assertThat(pause.remaining()).isEmpty();
    assertThat(pause.remaining()).isPresent();
  }

  @Test
  void beginsShortAgainAfterAnAnswer() {
    pause.failed(Optional.empty());
    clock.advance(Duration.ofSeconds(5));
    assertThat(pause.remaining()).isEmpty();
    pause.failed(Optional.empty());
    pause.answered();

    pause.failed(Optional.empty());

    assertWait(Duration.ofSeconds(5));
  }

  /** Nobody comes back before the end, and not all at the end. */
  private void assertWait(Duration least) {
    List<Duration> waits =
        Stream.generate(pause::remaining).limit(100).map(Optional::orElseThrow).toList();
    assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(least, least.multipliedBy(2)));
    assertThat(waits.stream().distinct().count()).isGreaterThan(10);
  }
}
