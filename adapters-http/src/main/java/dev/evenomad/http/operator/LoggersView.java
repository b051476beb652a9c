package dev.evenomad.http.operator;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Loggers.
 *
 * @param items by name
 */
@Serdeable.Serializable
record LoggersView(List<LoggerView> items) {}
