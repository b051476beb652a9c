package dev.evenomad.http.planet;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import dev.evenomad.http.universe.Naming;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

@Controller("/v1/characters/{characterId}/planets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Planets")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class PlanetController {

  private final Account account;
  private final Naming naming;

  PlanetController(Nomad nomad, Naming naming) {
    this.account = nomad.account();
    this.naming = naming;
  }

  /**
   * Lists a character's planetary colonies, as they were last read.
   *
   * @param characterId EVE's id of the character
   * @return the colonies; without items until they were read for the first time
   */
  @Get
  PlanetsView listPlanets(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    CharacterId character = PathId.character(characterId);
    View<Colonies> known =
        account.colonies(caller.user(), character).orElseThrow(Problem::notFound);
    List<Colony> colonies = known.snapshot().map(Colonies::watched).orElse(List.of());
    return PlanetsView.of(
        character,
        known,
        naming.of(
            caller.user(),
            colonies,
            colony -> colony.extractors().stream().flatMap(unit -> unit.product().stream()),
            colony -> Stream.of(new EntityId(colony.system().value()))));
  }
}
