package dev.evenomad.http.universe;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.universe.PublicData;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.TypeId;
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

@Controller("/v1/universe/types")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Universe")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
@MayAnswer.EveUnavailable
final class TypeController {

  private final PublicData publicData;

  TypeController(Nomad nomad) {
    this.publicData = nomad.publicData();
  }

  /**
   * Tells about an item type, in the language of the pilot's settings.
   *
   * @param id EVE's id of the type
   * @return the type
   */
  @Get("/{id}")
  ItemTypeView getItemType(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64")) String id) {
    TypeId type = PathId.of(id, text -> new TypeId(Long.parseLong(text)));
    return switch (publicData.itemType(caller.user(), type)) {
      case Lookup.Found<ItemType> found -> ItemTypeView.of(found);
      case Lookup.Absent<ItemType> absent -> throw Problem.notFound();
      case Lookup.Unavailable<ItemType> down -> throw Problem.eveUnavailable(down.retryAfter());
    };
  }
}
