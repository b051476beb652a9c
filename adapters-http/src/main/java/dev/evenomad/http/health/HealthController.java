package dev.evenomad.http.health;

import dev.evenomad.http.session.Public;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller(HealthController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Public
@Tag(name = "Operations")
final class HealthController {

  static final String PATH = "/health";

  /** What is down as long as the server is not open. */
  private static final String START = "start";

  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

  private final Opening opening;
  private final List<Readiness> needed;

  HealthController(Opening opening, List<Readiness> needed) {
    this.opening = opening;
    this.needed = List.copyOf(needed);
  }

  /**
   * Tells how the server is; the same as readiness.
   *
   * @return up
   */
  @Get
  @ApiResponse(
      responseCode = "200",
      description = "Everything it needs is there.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Something is missing.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  HttpResponse<HealthView> getHealth() {
    return getReadiness();
  }

  /**
   * Tells that the server lives, whatever it needs: an answer at all is the answer.
   *
   * @return up
   */
  @Get("/liveness")
  HealthView getLiveness() {
    return HealthView.of(Map.of());
  }

  /**
   * Tells whether the server can serve: whether everything it needs is there.
   *
   * @return up
   */
  @Get("/readiness")
  @ApiResponse(
      responseCode = "200",
      description = "Everything it needs is there.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Something is missing.",
      content = @Content(schema = @Schema(implementation = HealthView.class)))
  HttpResponse<HealthView> getReadiness() {
    Map<String, Boolean> ready = new HashMap<>();
    ready.put(START, opening.isOpen());
    needed.forEach(check -> ready.put(check.name(), isReady(check)));
    HealthView view = HealthView.of(ready);
    return HttpResponse.<HealthView>status(
            view.up() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(view);
  }

  private static boolean isReady(Readiness check) {
    try {
      return check.ready();
    } catch (RuntimeException e) {
      LOG.warn("whether {} is ready cannot be found out", check.name(), e);
      return false;
    }
  }
}
