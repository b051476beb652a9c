package dev.evenomad.bootstrap.logging;

import ch.qos.logback.core.PropertyDefinerBase;
import org.jspecify.annotations.Nullable;

/**
 * Which appender of {@code logback.xml} is used, from the environment. What is wrong with it is for
 * the commands to tell; until then there is text.
 */
public final class LogFormat extends PropertyDefinerBase {

  /** For Logback. */
  public LogFormat() {}

  @Override
  public String getPropertyValue() {
    return of(System.getenv("LOG_FORMAT"));
  }

  static String of(@Nullable String text) {
    try {
      return LogSettings.format(text == null ? "" : text);
    } catch (IllegalArgumentException notSet) {
      return "text";
    }
  }
}
