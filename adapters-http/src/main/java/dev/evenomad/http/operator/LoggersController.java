package dev.evenomad.http.operator;

import dev.evenomad.http.Instruments;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.operator.Loggers.Level;
import dev.evenomad.http.request.Input;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows operators what is logged and lets them change it. No part of the API of apps, so not in its
 * document.
 */
@Controller("/console/loggers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Operator
@Hidden
final class LoggersController {

  private static final long MOST_MINUTES = Duration.ofDays(1).toMinutes();

  private final Optional<Loggers> loggers;

  LoggersController(Instruments instruments) {
    this.loggers = instruments.loggers();
  }

  /**
   * Lists the loggers whose level is set.
   *
   * @return by name
   */
  @Get
  LoggersView loggers() {
    return new LoggersView(known().all().stream().map(LoggerView::of).toList());
  }

  /**
   * Changes the level of a logger.
   *
   * @param body its level, null for that of the logger above it; and for how many minutes
   * @return how it is now
   */
  @Put("/{name}")
  LoggerView change(String name, @Body byte[] body) {
    Input change = Input.body(body).only("level", "forMinutes");
    Optional<Level> level =
        change
            .clearable("level", LoggersController::level)
            .orElseThrow(() -> Problem.invalidRequest("The member level is missing."));
    Optional<Duration> time =
        change
            .given("forMinutes")
            .map(minutes -> Duration.ofMinutes(minutes.between(1, MOST_MINUTES)));
    return known()
        .change(name, level, time)
        .map(LoggerView::of)
        .orElseThrow(
            () ->
                Problem.invalidRequest(
                    "The level of this logger cannot be changed. Take ROOT, a name that begins with"
                        + " dev.evenomad, or one of those that GET /console/loggers lists."));
  }

  private static Level level(Input level) {
    return level.as("null, or one of: TRACE, DEBUG, INFO, WARN, ERROR, OFF", Level::valueOf);
  }

  private Loggers known() {
    return loggers.orElseThrow(Problem::notFound);
  }
}
