package dev.evenomad.bootstrap.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every route gets malformed addresses, heads and bodies for some minutes: none is answered with a
 * fault, none shows the inside of the server, and none that is refused changes anything. Prints a
 * table of all routes, and writes it to {@code bootstrap/target/fuzzing.json}. No part of the test
 * run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=FuzzTrial -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.minutes=} takes another time than three minutes, and {@code -Dnomad.seed=}
 * repeats a run.
 */
final class FuzzTrial {

  @Test
  void noRequestBreaksAnything() throws IOException {
    Fuzzing.assertThatNothingBreaks(
        Duration.ofMinutes(Integer.getInteger("nomad.minutes", 3)),
        Long.getLong("nomad.seed", new Random().nextInt()),
        Path.of("target", "fuzzing.json"));
  }
}
