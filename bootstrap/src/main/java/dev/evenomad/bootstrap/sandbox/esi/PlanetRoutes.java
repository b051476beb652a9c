package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.planet.Colonies;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor;
import dev.evenomad.bootstrap.sandbox.game.planet.Link;
import dev.evenomad.bootstrap.sandbox.game.planet.Pin;
import dev.evenomad.bootstrap.sandbox.game.planet.Route;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What ESI tells about the colonies of a character. */
final class PlanetRoutes {

  private final Pilots pilots;
  private final Colonies colonies;

  PlanetRoutes(Pilots pilots, Colonies colonies) {
    this.pilots = pilots;
    this.colonies = colonies;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add("GET", "/characters/{character_id}/planets", managed(this::list))
        .add("GET", "/characters/{character_id}/planets/{planet_id}", managed(this::layout));
  }

  private static EsiRoute managed(Function<Call, Object> body) {
    return EsiRoute.open(new CachePolicy.Timed(Duration.ofMinutes(10)), body)
        .allowedBy("esi-planets.manage_planets.v1")
        .in(RateGroup.CHAR_INDUSTRY);
  }

  private Object list(Call call) {
    var owner = CharacterRoutes.present(pilots, call).characterId();
    return colonies.of(owner).stream().map(colony -> overview(colony, owner)).toList();
  }

  private static Map<String, Object> overview(Colony colony, long owner) {
    var body = new LinkedHashMap<String, Object>();
    body.put("last_update", CharacterRoutes.text(colony.lastUpdate()));
    body.put("num_pins", colony.pins().size());
    body.put("owner_id", owner);
    body.put("planet_id", colony.planetId());
    body.put("planet_type", colony.type().label());
    body.put("solar_system_id", colony.solarSystemId());
    body.put("upgrade_level", colony.upgradeLevel());
    return body;
  }

  private Object layout(Call call) {
    var owner = CharacterRoutes.present(pilots, call).characterId();
    var colony =
        colonies
            .find(owner, call.id("planet_id"))
            .orElseThrow(() -> new EsiError(404, "Colony not found"));
    var body = new LinkedHashMap<String, Object>();
    body.put("links", colony.links().stream().map(PlanetRoutes::link).toList());
    body.put("pins", colony.pins().stream().map(PlanetRoutes::pin).toList());
    body.put("routes", colony.routes().stream().map(PlanetRoutes::route).toList());
    return body;
  }

  private static Map<String, Object> link(Link link) {
    var body = new LinkedHashMap<String, Object>();
    body.put("destination_pin_id", link.destinationPinId());
    body.put("link_level", link.level());
    body.put("source_pin_id", link.sourcePinId());
    return body;
  }

  private static Map<String, Object> pin(Pin pin) {
    var body = new LinkedHashMap<String, Object>();
    if (!pin.contents().isEmpty()) {
      body.put("contents", contents(pin));
    }
    pin.extractor()
        .ifPresent(
            extractor -> {
              body.put("expiry_time", CharacterRoutes.text(extractor.expires()));
              body.put("extractor_details", details(extractor));
              body.put("install_time", CharacterRoutes.text(extractor.installed()));
            });
    pin.lastCycleStart()
        .ifPresent(start -> body.put("last_cycle_start", CharacterRoutes.text(start)));
    body.put("latitude", pin.latitude());
    body.put("longitude", pin.longitude());
    body.put("pin_id", pin.pinId());
    pin.schematicId()
        .ifPresent(
            schematic -> {
              body.put("factory_details", Map.of("schematic_id", schematic));
              body.put("schematic_id", schematic);
            });
    body.put("type_id", pin.typeId());
    return body;
  }

  private static List<Object> contents(Pin pin) {
    var contents = new ArrayList<Object>();
    pin.contents()
        .forEach(
            (type, amount) -> {
              var body = new LinkedHashMap<String, Object>();
              body.put("amount", amount);
              body.put("type_id", type);
              contents.add(body);
            });
    return contents;
  }

  private static Map<String, Object> details(Extractor extractor) {
    var heads = new ArrayList<Object>();
    for (var head : extractor.heads()) {
      var body = new LinkedHashMap<String, Object>();
      body.put("head_id", head.id());
      body.put("latitude", head.latitude());
      body.put("longitude", head.longitude());
      heads.add(body);
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("cycle_time", extractor.cycle().toSeconds());
    body.put("head_radius", extractor.headRadius());
    body.put("heads", heads);
    body.put("product_type_id", extractor.productTypeId());
    body.put("qty_per_cycle", extractor.quantityPerCycle());
    return body;
  }

  private static Map<String, Object> route(Route route) {
    var body = new LinkedHashMap<String, Object>();
    body.put("content_type_id", route.contentTypeId());
    body.put("destination_pin_id", route.destinationPinId());
    body.put("quantity", route.quantity());
    body.put("route_id", route.routeId());
    body.put("source_pin_id", route.sourcePinId());
    if (!route.waypoints().isEmpty()) {
      body.put("waypoints", route.waypoints());
    }
    return body;
  }
}
