package dev.evenomad.bootstrap.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers get into all kinds of trouble, and pilots are told of everything once. What gets
 * them into it differs from run to run; {@code -Dnomad.seed=} repeats one.
 */
final class SurvivalIT {

  private static final Terms TERMS =
      new Terms(Duration.ofSeconds(40), 3, 50, Long.getLong("nomad.seed", new Random().nextInt()));

  @Test
  void pilotsAreToldOfEverythingOnce(@TempDir Path folder)
      throws IOException, InterruptedException {
    Survival.assertThatNobodyNotices(TERMS, folder);
  }
}
