package dev.evenomad.http.character;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.character.RemoveCharacter;
import dev.evenomad.application.character.RemoveCharacter.Outcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.plan.PlanStanding;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;

@Controller("/v1/characters")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Characters")
@MayAnswer.Unauthorized
final class CharacterController {

  private final Account account;
  private final RemoveCharacter removeCharacter;

  CharacterController(Nomad nomad) {
    this.account = nomad.account();
    this.removeCharacter = nomad.removeCharacter();
  }

  /**
   * Lists the account's characters.
   *
   * @return the characters
   */
  @Get
  CharactersView listCharacters(Caller caller) {
    Set<CharacterId> paused = paused(caller);
    return new CharactersView(
        account.characters(caller.user()).stream()
            .map(character -> CharacterView.of(character, paused))
            .toList());
  }

  /**
   * Tells about one of the account's characters.
   *
   * @param characterId EVE's id of the character
   * @return the character
   */
  @Get("/{characterId}")
  @MayAnswer.NotFound
  CharacterView getCharacter(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    return account
        .character(caller.user(), PathId.character(characterId))
        .map(own -> CharacterView.of(own, paused(caller)))
        .orElseThrow(Problem::notFound);
  }

  private Set<CharacterId> paused(Caller caller) {
    return account.plan(caller.user()).map(PlanStanding::paused).orElse(Set.of());
  }

  /**
   * Removes a character from the account, with everything that was read of it, and ends its grant
   * at EVE. The last one cannot be removed but by deleting the account.
   *
   * @param characterId EVE's id of the character
   */
  @Delete("/{characterId}")
  @Status(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "The character is not linked any more.")
  @MayAnswer.NotFound
  @MayAnswer.Conflict
  void removeCharacter(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    switch (removeCharacter.remove(caller.user(), PathId.character(characterId))) {
      case Outcome.Removed removed -> {}
      case Outcome.NotTheirs notTheirs -> throw Problem.notFound();
      case Outcome.LastOne lastOne ->
          throw Problem.conflict(
              "last_character",
              "This is the account's only character, and nobody could sign in to it without one."
                  + " Link another one first, or delete the account: DELETE /v1/me.");
    }
  }
}
