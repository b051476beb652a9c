package dev.evenomad.http.settings;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.settings.Preferences;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/v1/me/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Account")
@MayAnswer.Unauthorized
final class SettingsController {

  private final Preferences preferences;

  SettingsController(Nomad nomad) {
    this.preferences = nomad.preferences();
  }

  /**
   * Tells what the pilot prefers.
   *
   * @return the settings
   */
  @Get
  SettingsView getSettings(Caller caller) {
    return SettingsView.of(preferences.of(caller.user()).orElseThrow(Problem::invalidToken));
  }

  /**
   * Changes what the pilot prefers, all of it or nothing.
   *
   * @param body what to change; absent members stay
   * @return the settings as they are now
   */
  @Patch(consumes = {MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @MayAnswer.BadRequest
  @MayAnswer.BadBody
  @MayAnswer.Conflict
  SettingsView changeSettings(
      Caller caller,
      @Body
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(ref = "#/components/schemas/SettingsPatch")))
          byte[] body) {
    SettingsPatch patch = SettingsPatch.read(Input.body(body));
    return switch (preferences.change(caller.user(), patch::of)) {
      case Preferences.Outcome.Changed changed -> SettingsView.of(changed.settings());
      case Preferences.Outcome.NotFound gone -> throw Problem.invalidToken();
      case Preferences.Outcome.NotYourCharacter foreign ->
          throw Problem.badRequest(
              "unknown_character",
              "The member defaultCharacterId must be one of the account's characters, or null.");
    };
  }
}
