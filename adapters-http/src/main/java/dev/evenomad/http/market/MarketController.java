package dev.evenomad.http.market;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.Account.View;
import dev.evenomad.application.universe.PublicData;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.market.MarketOrder;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import dev.evenomad.http.universe.Naming;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Market")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class MarketController {

  private final Account account;
  private final PublicData publicData;
  private final Naming naming;

  MarketController(Nomad nomad, Naming naming) {
    this.account = nomad.account();
    this.publicData = nomad.publicData();
    this.naming = naming;
  }

  /**
   * Lists a character's open market orders, as they were last read.
   *
   * @param characterId EVE's id of the character
   * @return the orders; without items until they were read for the first time
   */
  @Get("/characters/{characterId}/market-orders")
  MarketOrdersView listMarketOrders(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    CharacterId character = PathId.character(characterId);
    View<MarketOrders> known =
        account.marketOrders(caller.user(), character).orElseThrow(Problem::notFound);
    List<MarketOrder> open = known.snapshot().map(MarketOrders::open).orElse(List.of());
    return MarketOrdersView.of(
        character,
        known,
        naming.of(caller.user(), open, order -> Stream.of(order.type()), MarketOrdersView::named));
  }

  /**
   * Lists all orders for an item type in a region.
   *
   * @param regionId EVE's id of the region
   * @param typeId EVE's id of the item type
   * @return the orders
   */
  @Get("/market/{regionId}/orders")
  @MayAnswer.BadRequest
  @MayAnswer.EveUnavailable
  RegionOrdersView listRegionOrders(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String regionId,
      @QueryValue @Parameter(schema = @Schema(type = "integer", format = "int64", minimum = "1"))
          String typeId) {
    RegionId region = PathId.of(regionId, text -> new RegionId(Long.parseLong(text)));
    TypeId type =
        Input.parameter("typeId", typeId)
            .as("a positive whole number", text -> new TypeId(Long.parseLong(text)));
    return switch (publicData.orders(region, type)) {
      case Lookup.Found<List<RegionOrder>> found ->
          RegionOrdersView.of(
              region,
              type,
              found,
              naming.of(
                  caller.user(), found.value(), order -> Stream.empty(), RegionOrdersView::named));
      case Lookup.Absent<List<RegionOrder>> absent -> throw Problem.notFound();
      case Lookup.Unavailable<List<RegionOrder>> down ->
          throw Problem.eveUnavailable(down.retryAfter());
    };
  }
}
