package dev.evenomad.http.auth;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.RedeemLoginCode;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.session.DeviceRequest;
import dev.evenomad.http.session.Public;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/auth/token")
@ExecuteOn(TaskExecutors.BLOCKING)
@Public
@Tag(name = "Sign-in")
@MayAnswer.Limited
final class TokenController {

  private final RedeemLoginCode redeemLoginCode;

  TokenController(Nomad nomad) {
    this.redeemLoginCode = nomad.redeemLoginCode();
  }

  /**
   * Opens a session with the code of a completed sign-in.
   *
   * @param body code, verifier, and optionally the device
   * @return the session's token
   */
  @Post
  @MayAnswer.BadRequest
  @MayAnswer.BadBody
  TokenView redeemCode(
      @Body
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = "#/components/schemas/TokenRequest")))
          byte[] body) {
    TokenRequest request = TokenRequest.read(Input.body(body));
    return redeemLoginCode
        .redeem(
            request.code(), request.codeVerifier(), request.device().map(DeviceRequest::toDevice))
        .map(TokenView::of)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "invalid_grant",
                    "The code is unknown, used or expired, or the code verifier does not belong to"
                        + " it. Begin the sign-in again."));
  }
}
