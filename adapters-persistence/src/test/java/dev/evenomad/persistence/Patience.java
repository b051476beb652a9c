package dev.evenomad.persistence;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** With a machine that is busy with other things. */
final class Patience {

  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
