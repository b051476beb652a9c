package dev.evenomad.http.account;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.AccountExport;
import dev.evenomad.application.account.ChangeEmail;
import dev.evenomad.application.account.DeleteAccount;
import dev.evenomad.application.account.ExportAccount;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.ZoneOffset;

@Controller("/v1/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Account")
@MayAnswer.Unauthorized
final class MeController {

  private final Account account;
  private final ChangeEmail changeEmail;
  private final DeleteAccount deleteAccount;
  private final ExportAccount exportAccount;
  private final JsonMapper json;

  MeController(Nomad nomad, JsonMapper json) {
    this.account = nomad.account();
    this.changeEmail = nomad.changeEmail();
    this.deleteAccount = nomad.deleteAccount();
    this.exportAccount = nomad.exportAccount();
    this.json = json;
  }

  /**
   * Tells about the account.
   *
   * @return the account
   */
  @Get
  MeView getMe(Caller caller) {
    return account.user(caller.user()).map(MeView::of).orElseThrow(Problem::invalidToken);
  }

  /**
   * Gives the account an e-mail address, another one, or none. Two accounts cannot have the same
   * one, in upper or lower case: 409 email_taken. It is not verified, and no way to sign in.
   *
   * @param body what to change; absent members stay
   * @return the account as it is now
   */
  @Patch(consumes = {MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @MayAnswer.BadRequest
  @MayAnswer.BadBody
  @MayAnswer.Conflict
  MeView changeMe(
      Caller caller,
      @Body
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = "#/components/schemas/MePatch")))
          byte[] body) {
    MePatch patch = MePatch.read(Input.body(body));
    if (patch.email().isEmpty()) {
      return getMe(caller);
    }
    return switch (changeEmail.change(caller.user(), patch.email().get())) {
      case ChangeEmail.Outcome.Changed changed -> MeView.of(changed.user());
      case ChangeEmail.Outcome.NotFound gone -> throw Problem.invalidToken();
      case ChangeEmail.Outcome.Taken taken ->
          throw Problem.conflict(
              "email_taken",
              "Another account has this e-mail address. Nothing was changed: use another one, or"
                  + " link your characters to that account.");
    };
  }

  /**
   * Deletes the account for good, with its characters and all that is stored about them. Every
   * grant is ended at EVE, and every session ends. A subscription has to be cancelled at the
   * payment service.
   *
   * @return what was deleted
   */
  @Delete
  @Consumes(MediaType.ALL)
  @MayAnswer.Conflict
  DeletedView deleteMe(Caller caller) {
    return deleteAccount
        .delete(caller.user())
        .map(DeletedView::of)
        .orElseThrow(Problem::invalidToken);
  }

  /**
   * Exports all that is stored about the pilot, without secrets. It is sent while it is read, page
   * by page, each as it is at that moment; an answer that breaks off is not complete.
   *
   * @return the export, to be saved as a file
   */
  @Get("/export")
  @ApiResponse(
      responseCode = "200",
      description = "All of it.",
      headers =
          @Header(
              name = "Content-Disposition",
              description = "Proposes a name for the file.",
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExportView.class)))
  HttpResponse<StreamedFile> exportMe(Caller caller) {
    AccountExport export = exportAccount.begin(caller.user()).orElseThrow(Problem::invalidToken);
    LocalDate day = LocalDate.ofInstant(export.asOf(), ZoneOffset.UTC);
    StreamedFile file =
        new StreamedFile(new ExportStream(export, json), MediaType.APPLICATION_JSON_TYPE)
            .attach("eve-nomad-" + day + ".json");
    return HttpResponse.ok(file);
  }
}
