package dev.evenomad.http.session;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.SignedInDevices;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.request.PathId;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Controller("/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
@MayAnswer.Unauthorized
final class SessionsController {

  private final SignedInDevices devices;

  SessionsController(Nomad nomad) {
    this.devices = nomad.signedInDevices();
  }

  /**
   * Lists the sessions of the account that are open, the newest first.
   *
   * @return the sessions
   */
  @Get
  SessionsView listSessions(Caller caller) {
    return SessionsView.of(devices.of(caller.user()), caller.sessionId());
  }

  /**
   * Ends a session of the account, which may be this one. Its token is refused from then on, and
   * its device gets no more pushes.
   *
   * @param id the session's id
   */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "The session has ended.")
  @MayAnswer.NotFound
  void endSession(Caller caller, @PathVariable String id) {
    if (!devices.signOut(caller.user(), PathId.of(id, SessionId::new))) {
      throw Problem.notFound();
    }
  }

  /**
   * Ends all sessions of the account, this one as well unless it is excepted.
   *
   * @param except current, to stay signed in here
   */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "The sessions have ended.")
  @MayAnswer.BadRequest
  void endSessions(
      Caller caller,
      @QueryValue @Parameter(schema = @Schema(type = "string", allowableValues = "current"))
          @Nullable String except) {
    Optional<SessionId> spared =
        Input.optional("except", except)
            .map(
                one -> {
                  one.oneOf(Spared.class);
                  return caller.sessionId();
                });
    devices.signOutAll(caller.user(), spared);
  }

  /** Which session may be excepted. */
  private enum Spared {
    CURRENT
  }
}
