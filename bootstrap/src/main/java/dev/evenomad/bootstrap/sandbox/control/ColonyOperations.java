package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor;
import dev.evenomad.bootstrap.sandbox.game.planet.Pin;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operations on the pilots' colonies. */
final class ColonyOperations {

  private static final String COLONIES = "/pilots/{characterId}/colonies";
  private static final String COLONY = COLONIES + "/{planetId}";
  private static final String EXTRACTOR = COLONY + "/extractors/{pinId}";

  private final World world;

  ColonyOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation(
            "GET", COLONIES, "list a pilot's colonies with their extractors", "", this::list),
        new Operation(
            "POST",
            COLONY + "/visit",
            "open a colony, which moves last_update",
            "",
            command ->
                shown(world.colonies().visit(characterId(command), command.variable("planetId")))),
        new Operation("DELETE", COLONY, "give a colony up", "", this::abandon),
        new Operation(
            "POST",
            EXTRACTOR + "/deplete",
            "visit a colony and cut an extractor's programme short: it ends now or in a while",
            "{\"in\":0}",
            this::deplete),
        new Operation(
            "POST",
            EXTRACTOR + "/restart",
            "visit a colony and begin an extractor's programme anew",
            "{\"length\":\"P1D\"}",
            this::restart));
  }

  private Response list(Command command) {
    var colonies = world.colonies().of(characterId(command));
    return Response.json(
        200, Map.of("colonies", colonies.stream().map(ColonyOperations::view).toList()));
  }

  private Response abandon(Command command) {
    world.colonies().abandon(characterId(command), command.variable("planetId"));
    return Response.empty(204);
  }

  private Response deplete(Command command) {
    var in = command.body("in").duration("in").orElse(Duration.ZERO);
    return shown(
        world
            .colonies()
            .deplete(
                characterId(command), command.variable("planetId"), command.variable("pinId"), in));
  }

  private Response restart(Command command) {
    var length = command.body("length").duration("length").orElse(Duration.ofDays(1));
    return shown(
        world
            .colonies()
            .restart(
                characterId(command),
                command.variable("planetId"),
                command.variable("pinId"),
                length));
  }

  private long characterId(Command command) {
    return world.pilots().get(command.characterId()).characterId();
  }

  private static Response shown(Colony colony) {
    return Response.json(200, view(colony));
  }

  private static Map<String, Object> view(Colony colony) {
    var view = new LinkedHashMap<String, Object>();
    view.put("planetId", colony.planetId());
    Universe.planet(colony.planetId()).ifPresent(planet -> view.put("name", planet.name()));
    view.put("type", colony.type().label());
    view.put("lastUpdate", colony.lastUpdate().toString());
    view.put(
        "extractors",
        colony.pins().stream()
            .flatMap(pin -> pin.extractor().stream().map(of -> view(pin, of)))
            .toList());
    return view;
  }

  private static Map<String, Object> view(Pin pin, Extractor extractor) {
    var view = new LinkedHashMap<String, Object>();
    view.put("pinId", pin.pinId());
    view.put("productTypeId", extractor.productTypeId());
    view.put("installed", extractor.installed().toString());
    view.put("expires", extractor.expires().toString());
    return view;
  }
}
