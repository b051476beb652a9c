package dev.evenomad.domain.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Backoff BACKOFF = new Backoff(FIRST, LONGEST);

  @Test
  void doublesWithEachTry() {
    assertThat(BACKOFF.after(1)).isEqualTo(FIRST);
    assertThat(BACKOFF.after(2)).isEqualTo(FIRST.multipliedBy(2));
    assertThat(BACKOFF.after(5)).isEqualTo(FIRST.multipliedBy(16));
  }

  @Property
  void staysWithinItsBounds(@ForAll int tries) {
    assertThat(BACKOFF.after(tries)).isBetween(FIRST, LONGEST);
  }

  @Property
  void growsNeverShorter(@ForAll @IntRange(min = 1, max = 1_000) int tries) {
    assertThat(BACKOFF.after(tries + 1)).isGreaterThanOrEqualTo(BACKOFF.after(tries));
  }

  @Property
  void waitsAtLeastAsLongAsItIsAskedTo(
      @ForAll @IntRange(min = 1, max = 20) int tries,
      @ForAll @LongRange(min = 0, max = 100_000) long seconds) {
    Duration asked = Duration.ofSeconds(seconds);

    assertThat(BACKOFF.after(tries, asked))
        .isGreaterThanOrEqualTo(asked)
        .isGreaterThanOrEqualTo(BACKOFF.after(tries));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, LONGEST));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(LONGEST, FIRST));
  }
}
