package dev.evenomad.bootstrap.doctor;

import java.time.Duration;

/** Tells how clocks differ. */
final class Clocks {

  /** Where several machines have to agree on what is due, that much is too much. */
  static final Duration TOLERABLE = Duration.ofSeconds(5);

  static final String CURE = "let both machines set their clocks by NTP";

  private Clocks() {}

  static boolean differ(Duration ahead, Duration tolerable) {
    return ahead.abs().compareTo(tolerable) > 0;
  }

  static String tell(Duration ahead) {
    return "its clock is %d s %s ours"
        .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
  }
}
