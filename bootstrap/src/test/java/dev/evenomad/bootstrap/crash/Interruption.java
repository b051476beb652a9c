package dev.evenomad.bootstrap.crash;

import java.time.Duration;
import java.time.Instant;

/** That a server was in trouble. */
record Interruption(int server, Trouble trouble, Instant from, Instant until) {

  /** What was under way when it began. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  /** Whether a message that a server sent, and FCM accepted then, may be in doubt for it. */
  boolean explainsDoubtAbout(int sender, Instant accepted) {
    return server == sender
        && !accepted.isBefore(from.minus(UNDER_WAY))
        && !accepted.isAfter(until.plus(UNDER_WAY));
  }

  /** Whether what happens then may be told late for it. */
  boolean disturbs(Instant happened, Duration aftermath) {
    return !happened.isBefore(from.minus(UNDER_WAY)) && !happened.isAfter(until.plus(aftermath));
  }
}
