package dev.evenomad.http.operator;

import dev.evenomad.http.operator.Loggers.Level;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A logger.
 *
 * @param name ROOT for the one above all
 * @param level its own; null if it has none
 * @param effective its own, or that of the next one above that has one
 * @param until when its level is again what it was; null: for as long as the server runs
 */
@Serdeable.Serializable
record LoggerView(String name, @Nullable String level, String effective, @Nullable Instant until) {

  static LoggerView of(Loggers.State logger) {
    return new LoggerView(
        logger.name(),
        logger.level().map(Level::name).orElse(null),
        logger.effective().name(),
        logger.until().orElse(null));
  }
}
