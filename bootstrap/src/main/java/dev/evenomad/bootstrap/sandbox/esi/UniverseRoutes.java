package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.universe.Planet;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What ESI tells about the game itself: types and places. */
final class UniverseRoutes {

  private static final int RANK = 275;
  private static final int PRIMARY_ATTRIBUTE = 180;
  private static final int SECONDARY_ATTRIBUTE = 181;
  private static final List<String> SERVICES =
      List.of(
          "bounty-missions",
          "courier-missions",
          "reprocessing-plant",
          "market",
          "cloning",
          "repair-facilities",
          "factory",
          "labratory",
          "fitting",
          "insurance",
          "docking",
          "office-rental",
          "loyalty-point-store");

  private final Pilots pilots;

  UniverseRoutes(Pilots pilots) {
    this.pilots = pilots;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add("GET", "/universe/types/{type_id}", fixed(UniverseRoutes::type))
        .add("GET", "/universe/groups/{group_id}", fixed(UniverseRoutes::group))
        .add("GET", "/universe/systems/{system_id}", fixed(UniverseRoutes::system))
        .add("GET", "/universe/stations/{station_id}", fixed(UniverseRoutes::station))
        .add("GET", "/universe/planets/{planet_id}", fixed(UniverseRoutes::planet))
        .add(
            "GET",
            "/universe/schematics/{schematic_id}",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofHours(1)), UniverseRoutes::schematic))
        .add(
            "GET",
            "/universe/structures/{structure_id}",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofHours(1)), this::structure)
                .allowedBy("esi-universe.read_structures.v1"));
  }

  private static EsiRoute fixed(Function<Call, Object> body) {
    return EsiRoute.open(new CachePolicy.Daily(), body);
  }

  private static Object type(Call call) {
    var type =
        Universe.type(call.id("type_id")).orElseThrow(() -> new EsiError(404, "Type not found!"));
    var body = new LinkedHashMap<String, Object>();
    type.capacity().ifPresent(capacity -> body.put("capacity", capacity));
    body.put("description", "");
    SkillCatalogue.find(type.id())
        .ifPresent(skill -> body.put("dogma_attributes", attributes(skill)));
    body.put("group_id", type.group().id());
    type.marketGroupId().ifPresent(group -> body.put("market_group_id", group));
    type.mass().ifPresent(mass -> body.put("mass", mass));
    body.put("name", type.name(call.language()));
    type.packagedVolume().ifPresent(volume -> body.put("packaged_volume", volume));
    body.put("portion_size", type.portionSize());
    body.put("published", type.published());
    body.put("type_id", type.id());
    type.volume().ifPresent(volume -> body.put("volume", volume));
    return body;
  }

  private static List<Object> attributes(Skill skill) {
    return List.of(
        attribute(PRIMARY_ATTRIBUTE, skill.primaryAttribute()),
        attribute(SECONDARY_ATTRIBUTE, skill.secondaryAttribute()),
        attribute(RANK, skill.rank()));
  }

  private static Map<String, Object> attribute(int id, int value) {
    var body = new LinkedHashMap<String, Object>();
    body.put("attribute_id", id);
    body.put("value", (double) value);
    return body;
  }

  private static Object group(Call call) {
    var group =
        Universe.group(call.id("group_id"))
            .orElseThrow(() -> new EsiError(404, "Group not found!"));
    var body = new LinkedHashMap<String, Object>();
    body.put("category_id", group.categoryId());
    body.put("group_id", group.id());
    body.put("name", group.name());
    body.put("published", true);
    body.put("types", Universe.typesOfGroup(group.id()).stream().map(type -> type.id()).toList());
    return body;
  }

  private static Object system(Call call) {
    var system =
        Universe.system(call.id("system_id"))
            .orElseThrow(() -> new EsiError(404, "System not found!"));
    var planets = Universe.planetsOf(system).stream().map(UniverseRoutes::inSystem).toList();
    var stations =
        Universe.stations().stream()
            .filter(station -> station.system().id() == system.id())
            .map(Station::id)
            .toList();
    var body = new LinkedHashMap<String, Object>();
    body.put("constellation_id", system.constellation().id());
    body.put("name", system.name());
    if (!planets.isEmpty()) {
      body.put("planets", planets);
    }
    body.put("position", position(system.id(), 1e17));
    body.put("security_status", system.security());
    if (!stations.isEmpty()) {
      body.put("stations", stations);
    }
    body.put("system_id", system.id());
    return body;
  }

  private static Map<String, Object> inSystem(Planet planet) {
    return Map.of("planet_id", planet.id());
  }

  private static Object planet(Call call) {
    var planet =
        Universe.planet(call.id("planet_id"))
            .orElseThrow(() -> new EsiError(404, "Planet not found!"));
    var body = new LinkedHashMap<String, Object>();
    body.put("name", planet.name());
    body.put("planet_id", planet.id());
    body.put("position", position(planet.id(), 1e12));
    body.put("system_id", planet.system().id());
    body.put("type_id", planet.typeId());
    return body;
  }

  private static Object station(Call call) {
    var station =
        Universe.station(call.id("station_id"))
            .orElseThrow(() -> new EsiError(404, "Station not found!"));
    var body = new LinkedHashMap<String, Object>();
    body.put("max_dockable_ship_volume", 50_000_000.0);
    body.put("name", station.name());
    body.put("office_rental_cost", 10_000.0);
    body.put("owner", station.ownerId());
    body.put("position", position(station.id(), 1e12));
    body.put("reprocessing_efficiency", 0.5);
    body.put("reprocessing_stations_take", 0.05);
    body.put("services", SERVICES);
    body.put("station_id", station.id());
    body.put("system_id", station.system().id());
    body.put("type_id", station.typeId());
    return body;
  }

  private static Object schematic(Call call) {
    var schematic =
        Universe.schematic(call.id("schematic_id"))
            .orElseThrow(() -> new EsiError(404, "Schematic not found!"));
    var body = new LinkedHashMap<String, Object>();
    body.put("cycle_time", schematic.cycleTime().toSeconds());
    body.put("schematic_name", schematic.name());
    return body;
  }

  /** In high security everybody is let in, elsewhere only members of the owning corporation. */
  private Object structure(Call call) {
    var structure =
        Universe.structure(call.id("structure_id"))
            .orElseThrow(() -> new EsiError(404, "Structure not found"));
    var owner = structure.ownerId();
    var system = structure.system();
    var isMember =
        call.caller()
            .flatMap(pilots::find)
            .filter(pilot -> pilot.profile().corporationId() == owner)
            .isPresent();
    if (!isMember && !system.isHighSecurity()) {
      throw new EsiError(403, "Forbidden");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("name", structure.name());
    body.put("owner_id", owner);
    body.put("position", position(structure.id(), 1e12));
    body.put("solar_system_id", system.id());
    body.put("type_id", structure.typeId());
    return body;
  }

  /** Where something is, in metres; not where it is in the game, but always the same. */
  private static Map<String, Object> position(long id, double size) {
    var body = new LinkedHashMap<String, Object>();
    body.put("x", coordinate(id, 0x9E3779B97F4A7C15L, size));
    body.put("y", coordinate(id, 0xC2B2AE3D27D4EB4FL, size));
    body.put("z", coordinate(id, 0x165667B19E3779F9L, size));
    return body;
  }

  private static double coordinate(long id, long factor, double size) {
    return ((id * factor) >> 11) / (double) (1L << 52) * size;
  }
}
