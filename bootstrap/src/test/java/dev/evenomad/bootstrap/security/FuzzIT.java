package dev.evenomad.bootstrap.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A short {@link FuzzTrial}. {@code -Dnomad.seed=} repeats a run. */
final class FuzzIT {

  @Test
  void noRequestBreaksAnything() throws IOException {
    Fuzzing.assertThatNothingBreaks(
        Duration.ofSeconds(10),
        Long.getLong("nomad.seed", new Random().nextInt()),
        Path.of("target", "fuzzing.json"));
  }
}
