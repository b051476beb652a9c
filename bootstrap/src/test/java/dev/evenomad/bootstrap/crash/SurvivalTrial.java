package dev.evenomad.bootstrap.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link SurvivalIT}, for as long as one likes. No part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=SurvivalTrial -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.minutes=} takes another time than five minutes, {@code -Dnomad.servers=} and
 * {@code -Dnomad.pilots=} another number of them, and {@code -Dnomad.seed=} repeats a run.
 */
final class SurvivalTrial {

  private static final Terms TERMS =
      new Terms(
          Duration.ofMinutes(Integer.getInteger("nomad.minutes", 5)),
          Integer.getInteger("nomad.servers", 3),
          Integer.getInteger("nomad.pilots", 60),
          Long.getLong("nomad.seed", new Random().nextInt()));

  @Test
  void pilotsAreToldOfEverythingOnce(@TempDir Path folder)
      throws IOException, InterruptedException {
    Survival.assertThatNobodyNotices(TERMS, folder);
  }
}
