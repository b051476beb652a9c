package dev.evenomad.bootstrap.journey;

import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.database.NewDatabase;
import java.time.Duration;
import java.time.Instant;

/**
 * What the servers on a database have planned and are doing. Work that leads to other work plans it
 * before it is over, so that nothing is missed between the two.
 */
record PlannedWork(NewDatabase database) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What servers are told who find each other busy: they look again by then. */
  private static final Duration MOMENT = Duration.ofSeconds(3);

  static PlannedWork on(String jdbcUrl) {
    return new PlannedWork(new NewDatabase(jdbcUrl));
  }

  /** Until everything that is due at that time is done, and everything that came of it. */
  void awaitDone(Instant now) {
    await("nothing is due or being done")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> !isPlanned("picked OR execution_time <= '%s'".formatted(now)));
  }

  /** Whether something is due in a moment. */
  boolean isNear(Instant now) {
    return isPlanned("execution_time <= '%s'".formatted(now.plus(MOMENT)));
  }

  /** How long a moment is. */
  static Duration moment() {
    return MOMENT;
  }

  private boolean isPlanned(String condition) {
    return !database
        .query("SELECT 1 FROM scheduled_tasks WHERE " + condition + " LIMIT 1")
        .isEmpty();
  }
}
