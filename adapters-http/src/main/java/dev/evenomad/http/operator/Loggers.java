package dev.evenomad.http.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The loggers of the program, whose levels can be changed while it runs. Thread-safe. */
public interface Loggers {

  /** Those whose level is set, by name. */
  List<State> all();

  /**
   * Sets the level of a logger.
   *
   * @param level empty: that of the logger above it
   * @param time after which the level is again what it was; empty: for as long as the program runs
   * @return how it is now; empty if there is no such logger, or its level may not be changed
   */
  Optional<State> change(String name, Optional<Level> level, Optional<Duration> time);

  /** How much is written. */
  enum Level {
    /** Everything. */
    TRACE,
    /** What helps to find a fault. */
    DEBUG,
    /** What happens. */
    INFO,
    /** What somebody should look at. */
    WARN,
    /** What has failed. */
    ERROR,
    /** Nothing. */
    OFF
  }

  /**
   * A logger.
   *
   * @param name {@code ROOT} for the one above all
   * @param level its own; empty if it has none
   * @param effective its own, or that of the next one above that has one
   * @param until when its level is again what it was; empty: for as long as the program runs
   */
  record State(String name, Optional<Level> level, Level effective, Optional<Instant> until) {}
}
