package dev.evenomad.http.auth;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.session.Public;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Controller("/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Public
@Tag(name = "Sign-in")
@MayAnswer.Limited
final class LoginController {

  private final StartLogin startLogin;
  private final CompleteLogin completeLogin;

  LoginController(Nomad nomad) {
    this.startLogin = nomad.startLogin();
    this.completeLogin = nomad.completeLogin();
  }

  /**
   * Sends the pilot's browser to EVE SSO.
   *
   * @param redirectUri where the app waits for the outcome; one that the server knows
   * @param codeChallenge the app's PKCE challenge: base64url(SHA-256(code verifier))
   * @param codeChallengeMethod always S256
   * @param state comes back to the app unchanged
   * @param scopes what the pilot shall agree to, separated by spaces; by default what the features
   *     of today need
   * @param linkTicket adds the character to the account that the ticket was issued for. One that
   *     has another account moves, with all that is known of it; if it was that account's only one,
   *     that account ends
   */
  @Get("/login")
  @Produces(MediaType.ALL)
  @ApiResponse(
      responseCode = "302",
      description =
          "Go to EVE SSO, or back to the app with error=invalid_link_ticket and the state.",
      headers = @Header(name = "Location", schema = @Schema(type = "string", format = "uri")))
  @MayAnswer.BadRequest
  HttpResponse<Void> login(
      @QueryValue("redirect_uri") String redirectUri,
      @QueryValue("code_challenge") @Parameter(schema = @Schema(pattern = "^[A-Za-z0-9_-]{43}$"))
          String codeChallenge,
      @QueryValue("code_challenge_method")
          @Parameter(schema = @Schema(type = "string", allowableValues = "S256"))
          @Nullable String codeChallengeMethod,
      @QueryValue @Parameter(schema = @Schema(pattern = "^[ -~]{1,512}$")) String state,
      @QueryValue @Nullable String scopes,
      @QueryValue("link_ticket") @Nullable String linkTicket) {
    URI appUri = Input.parameter("redirect_uri", redirectUri).as("an absolute URI", URI::create);
    CodeChallenge appChallenge = challenge(codeChallenge, codeChallengeMethod);
    Scopes wanted =
        Input.optional("scopes", scopes)
            .map(text -> text.as("scopes of EVE SSO separated by spaces", Scopes::parse))
            .orElse(Scopes.MINIMAL);
    Optional<Secret> ticket =
        Input.optional("link_ticket", linkTicket).map(given -> Secret.of(given.text()));
    StartLogin.Request request =
        Input.parameter("state", state)
            .as(
                "1 to 512 visible ASCII characters and spaces; encode anything else",
                text -> new StartLogin.Request(appUri, text, appChallenge, wanted, ticket));
    return switch (startLogin.start(request)) {
      case StartLogin.Outcome.GoTo to -> found(to.uri());
      case StartLogin.Outcome.RedirectNotAllowed refused ->
          throw Problem.badRequest(
              "redirect_uri_not_allowed",
              "The server does not know this redirect_uri. Use one that it was set up with,"
                  + " character by character.");
    };
  }

  /**
   * Receives the pilot's browser back from EVE SSO.
   *
   * @param state from the way there
   * @param code from EVE SSO, if the pilot agreed
   * @param error from EVE SSO, if not
   */
  @Get("/callback")
  @Produces(MediaType.ALL)
  @ApiResponse(
      responseCode = "302",
      description =
          "Back to the app's redirect_uri, with its state and either a one-time code or an error."
              + " Beside the code stands what happened, outcome: signed_in (to the character's"
              + " account); registered (a new account began with it); linked (it joined the account"
              + " of the link ticket, and was nobody's before, or was sold); moved (it came there"
              + " from another account, which has ended if it was its only character); or"
              + " reauthorized (it was that account's already, and can be read again). An error is"
              + " one of access_denied, eve_sign_in_failed, temporarily_unavailable,"
              + " invalid_link_ticket, and account_has_subscription (a move would end an account"
              + " whose subscription is paid, and the account of the ticket has one, too; nothing"
              + " was changed).",
      headers = @Header(name = "Location", schema = @Schema(type = "string", format = "uri")))
  @MayAnswer.BadRequest
  HttpResponse<Void> callback(
      @QueryValue String state,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String error) {
    Secret attempt = Secret.of(Input.parameter("state", state).text());
    CompleteLogin.Answer answer =
        Input.optional("code", code)
            .<CompleteLogin.Answer>map(
                given -> new CompleteLogin.Answer.Code(Secret.of(given.text())))
            .or(() -> Optional.ofNullable(error).map(CompleteLogin.Answer.Refusal::new))
            .orElseThrow(
                () -> Problem.invalidRequest("One of the parameters code and error is needed."));
    return completeLogin
        .complete(attempt, answer)
        .map(LoginController::found)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "unknown_state",
                    "This sign-in is not known: it was completed already, took too long, or was"
                        + " never begun here. Begin it again in the app."));
  }

  private static CodeChallenge challenge(String challenge, @Nullable String method) {
    if (method != null && !method.equals("S256")) {
      throw Input.parameter("code_challenge_method", method).mustBe("S256");
    }
    return Input.parameter("code_challenge", challenge)
        .as(
            "the 43 characters of base64url(SHA-256(code verifier)) without padding",
            CodeChallenge::new);
  }

  private static HttpResponse<Void> found(URI uri) {
    return HttpResponse.<Void>status(HttpStatus.FOUND).headers(h -> h.location(uri));
  }
}
