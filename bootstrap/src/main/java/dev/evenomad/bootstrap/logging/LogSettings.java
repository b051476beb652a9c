package dev.evenomad.bootstrap.logging;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may stand in the variables that say how logs are written. */
public final class LogSettings {

  private static final List<String> FORMATS = List.of("text", "json");
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");

  private LogSettings() {}

  /**
   * A form of the log.
   *
   * @throws IllegalArgumentException if there is no such form
   */
  public static String format(String text) {
    return oneOf(FORMATS, text)
        .orElseThrow(() -> new IllegalArgumentException("it is neither text nor json"));
  }

  /**
   * How much our own loggers write.
   *
   * @throws IllegalArgumentException if there is no such level
   */
  public static Level level(String text) {
    return oneOf(LEVELS, text)
        .map(Level::valueOf)
        .orElseThrow(() -> new IllegalArgumentException("there is no such level"));
  }

  private static Optional<String> oneOf(List<String> known, String text) {
    return Optional.of(text.strip().toLowerCase(Locale.ROOT)).filter(known::contains);
  }
}
