package dev.evenomad.http.session;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CurrentSession;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/sessions/current/device")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
@MayAnswer.Unauthorized
final class DeviceController {

  private final CurrentSession sessions;

  DeviceController(Nomad nomad) {
    this.sessions = nomad.currentSession();
  }

  /**
   * Tells on which device this session is. Its push token moves here from any other session.
   *
   * @param body the device, in place of the one before
   */
  @Put
  @Status(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "The session is on that device now.")
  @MayAnswer.BadRequest
  @MayAnswer.BadBody
  void useDevice(
      Caller caller,
      @Body
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = "#/components/schemas/DeviceRequest")))
          byte[] body) {
    DeviceRequest device = DeviceRequest.read(Input.body(body));
    if (!sessions.useDevice(caller.sessionId(), device.toDevice())) {
      throw Problem.invalidToken();
    }
  }
}
