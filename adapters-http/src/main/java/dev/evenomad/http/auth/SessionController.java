package dev.evenomad.http.auth;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CurrentSession;
import dev.evenomad.application.session.IssueLinkTicket;
import dev.evenomad.application.session.SignedInDevices;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.session.Caller;
import dev.evenomad.http.session.Refreshes;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Tag(name = "Sign-in")
@MayAnswer.Unauthorized
final class SessionController {

  private final CurrentSession sessions;
  private final SignedInDevices devices;
  private final IssueLinkTicket issueLinkTicket;

  SessionController(Nomad nomad) {
    this.sessions = nomad.currentSession();
    this.devices = nomad.signedInDevices();
    this.issueLinkTicket = nomad.issueLinkTicket();
  }

  /**
   * Renews the session's token for another seven days. The old token acts for nothing from then on.
   * For 60 seconds it may ask here once more, and gets the same new token: an answer that was lost
   * signs nobody out. Whoever presents it later, on any route, ends the session.
   *
   * @return the new token
   */
  @Post("/refresh")
  @Refreshes
  TokenView refreshToken(Caller caller) {
    return sessions.refresh(caller.token()).map(TokenView::of).orElseThrow(Problem::invalidToken);
  }

  /** Ends the session. */
  @Post("/logout")
  @Status(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "The session has ended.")
  void logout(Caller caller) {
    devices.signOut(caller.user(), caller.sessionId());
  }

  /**
   * Issues a ticket that lets the next login add a character to this account.
   *
   * @return the ticket
   */
  @Post("/link")
  LinkTicketView createLinkTicket(Caller caller) {
    return LinkTicketView.of(issueLinkTicket.issue(caller.user()));
  }
}
