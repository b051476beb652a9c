package dev.evenomad.http.skill;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.BiFunction;

@Controller("/v1/characters/{characterId}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Skills")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class SkillController {

  private final Account account;

  SkillController(Nomad nomad) {
    this.account = nomad.account();
  }

  /**
   * Tells what a character has trained, as it was last read.
   *
   * @param characterId EVE's id of the character
   * @return the skills; without items until they were read for the first time
   */
  @Get("/skills")
  SkillsView getSkills(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    return read(caller, characterId, SkillsView::of);
  }

  /**
   * Tells what a character trains, as it was last read.
   *
   * @param characterId EVE's id of the character
   * @return the queue; without items until it was read for the first time
   */
  @Get("/skill-queue")
  SkillQueueView getSkillQueue(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    return read(caller, characterId, SkillQueueView::of);
  }

  private <V> V read(
      Caller caller, String characterId, BiFunction<CharacterId, View<SkillSnapshot>, V> view) {
    CharacterId character = PathId.character(characterId);
    return account
        .skills(caller.user(), character)
        .map(known -> view.apply(character, known))
        .orElseThrow(Problem::notFound);
  }
}
