package dev.evenomad.bootstrap.logging;

import ch.qos.logback.core.PropertyDefinerBase;
import org.jspecify.annotations.Nullable;

/** How much our own loggers write, from the environment; as {@link LogFormat}. */
public final class LogLevel extends PropertyDefinerBase {

  /** For Logback. */
  public LogLevel() {}

  @Override
  public String getPropertyValue() {
    return of(System.getenv("LOG_LEVEL"));
  }

  static String of(@Nullable String text) {
    try {
      return LogSettings.level(text == null ? "" : text).toString();
    } catch (IllegalArgumentException notSet) {
      return "INFO";
    }
  }
}
