package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor;
import dev.evenomad.bootstrap.sandbox.game.planet.Extractor.Head;
import dev.evenomad.bootstrap.sandbox.game.planet.Link;
import dev.evenomad.bootstrap.sandbox.game.planet.Pin;
import dev.evenomad.bootstrap.sandbox.game.planet.PlanetType;
import dev.evenomad.bootstrap.sandbox.game.planet.Route;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import dev.evenomad.bootstrap.sandbox.universe.Planet;
import dev.evenomad.bootstrap.sandbox.universe.Schematic;
import dev.evenomad.bootstrap.sandbox.universe.SolarSystem;
import dev.evenomad.bootstrap.sandbox.universe.TypeGroup;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who has colonies, and what they dig up and make there. */
final class Settlers {

  private static final long FIRST_PIN = 1_045_000_000_000L;
  private static final long FIRST_ROUTE = 900_000_000;
  private static final long IDS_PER_PILOT = 1_000;
  private static final long IDS_PER_COLONY = 100;
  private static final int MOST_COLONIES = 6;

  /** What can be dug up on each kind of planet. */
  private static final Map<PlanetType, List<Integer>> RESOURCES =
      Map.of(
          PlanetType.BARREN, List.of(2268, 2267, 2288, 2073, 2270),
          PlanetType.GAS, List.of(2268, 2267, 2309, 2310, 2311),
          PlanetType.ICE, List.of(2268, 2272, 2073, 2310, 2286),
          PlanetType.LAVA, List.of(2267, 2307, 2272, 2306, 2308),
          PlanetType.OCEANIC, List.of(2268, 2288, 2287, 2073, 2286),
          PlanetType.PLASMA, List.of(2267, 2272, 2270, 2306, 2308),
          PlanetType.STORM, List.of(2268, 2267, 2309, 2310, 2308),
          PlanetType.TEMPERATE, List.of(2268, 2305, 2288, 2287, 2073));

  private static final Map<Integer, Schematic> FIRST_STEP = firstSteps();

  private static final List<SolarSystem> SYSTEMS =
      Universe.systems().stream().filter(system -> !habitable(system).isEmpty()).toList();

  private final Census census;

  Settlers(Census census) {
    this.census = census;
  }

  List<Colony> colonies(int number, Instant beginning) {
    var now = beginning.truncatedTo(ChronoUnit.SECONDS);
    var dice = new Dice(census.seed(), number, Topic.COLONIES);
    var calling = census.calling(number);
    var wanted =
        switch (calling) {
          case SETTLER -> dice.between(3, MOST_COLONIES);
          case VETERAN -> dice.chance(0.5) ? dice.between(1, MOST_COLONIES) : 0;
          default -> dice.chance(0.2) ? dice.between(1, 3) : 0;
        };
    var planets = new ArrayList<>(habitable(dice.pick(SYSTEMS)));
    if (planets.size() < wanted) {
      habitable(dice.pick(SYSTEMS)).stream()
          .filter(planet -> !planets.contains(planet))
          .forEach(planets::add);
    }
    // All colonies of a pilot are visited on one round.
    var round = now.minus(dice.upTo(Duration.ofDays(9)));
    var colonies = new ArrayList<Colony>();
    while (colonies.size() < wanted && !planets.isEmpty()) {
      var planet = planets.remove(dice.below(planets.size()));
      var offset = number * IDS_PER_PILOT + colonies.size() * IDS_PER_COLONY;
      var visited = round.minus(dice.upTo(Duration.ofMinutes(20)));
      colonies.add(new Founding(dice, planet, offset, visited).colony());
    }
    return colonies;
  }

  private static List<Planet> habitable(SolarSystem system) {
    return Universe.planetsOf(system).stream().filter(Planet::isHabitable).toList();
  }

  private static Map<Integer, Schematic> firstSteps() {
    var found = new HashMap<Integer, Schematic>();
    for (var schematic : Universe.schematics()) {
      for (var input : schematic.inputs().keySet()) {
        Universe.type(input)
            .filter(type -> type.group().categoryId() == TypeGroup.PLANET_RESOURCES)
            .ifPresent(type -> found.put(type.id(), schematic));
      }
    }
    return Map.copyOf(found);
  }

  /** Builds one colony: extractors feed a launch pad, factories make commodities from it. */
  private static final class Founding {

    private final Dice dice;
    private final Planet planet;
    private final PlanetType type;
    private final long offset;
    private final Instant visited;
    private final double latitude;
    private final double longitude;
    private final List<Pin> pins = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    Founding(Dice dice, Planet planet, long offset, Instant visited) {
      this.dice = dice;
      this.planet = planet;
      this.type = PlanetType.valueOf(planet.kind().toUpperCase(Locale.ROOT));
      this.offset = offset;
      this.visited = visited;
      this.latitude = dice.between(0.4, 2.7);
      this.longitude = dice.between(0.2, 6.0);
    }

    Colony colony() {
      var level = dice.between(1, 5);
      pin("Command Center", Optional.empty(), Optional.empty(), Map.of());
      var store = new TreeMap<Integer, Long>();
      var pad = pin("Launchpad", Optional.empty(), Optional.empty(), store);
      for (var i = dice.between(1, level > 3 ? 2 : 1); i > 0; i--) {
        extraction(dice.pick(RESOURCES.getOrDefault(type, List.of())), pad, level, store);
      }
      // The pad again, now that it is known what lies in it.
      pins.replaceAll(pin -> pin.pinId() == pad ? with(pin, store) : pin);
      return new Colony(
          planet.id(), type, planet.system().id(), level, visited, pins, links, routes);
    }

    private void extraction(int resource, long pad, int level, SortedMap<Integer, Long> store) {
      var programme = programme(resource);
      var digger =
          pin("Extractor Control Unit", Optional.of(programme), Optional.empty(), Map.of());
      links.add(new Link(digger, pad, dice.between(0, 2)));
      route(digger, pad, resource, (double) programme.quantityPerCycle());
      store.merge(resource, dice.between(0L, 90_000L), Long::sum);
      var schematic = FIRST_STEP.get(resource);
      if (schematic == null) {
        return;
      }
      for (var i = dice.between(1, level + 1); i > 0; i--) {
        var amount = schematic.inputs().getOrDefault(resource, 0);
        var factory =
            pin(
                "Basic Industry Facility",
                Optional.empty(),
                Optional.of(schematic.id()),
                Map.of(resource, dice.between(1L, amount)));
        links.add(new Link(pad, factory, 0));
        route(pad, factory, resource, amount);
        route(factory, pad, schematic.outputTypeId(), schematic.outputQuantity());
      }
      store.merge(schematic.outputTypeId(), dice.between(0L, 4_000L), Long::sum);
    }

    private Extractor programme(int resource) {
      var hours = dice.pick(List.of(24, 47, 72, 96, 168, 335), 30, 15, 20, 10, 15, 10);
      var cycle = cycle(hours);
      var heads = new ArrayList<Head>();
      for (var i = dice.between(1, 10); i > 0; i--) {
        heads.add(
            new Head(
                heads.size(),
                latitude + dice.between(-0.05, 0.05),
                longitude + dice.between(-0.05, 0.05)));
      }
      var perCycle = dice.between(900L, 2_600L) * heads.size() * cycle.toMinutes() / 30;
      return new Extractor(
          resource,
          cycle,
          perCycle,
          dice.between(0.01, 0.03),
          heads,
          visited,
          visited.plus(Duration.ofHours(hours)));
    }

    /** The longer a programme, the longer its cycles. */
    private static Duration cycle(int hours) {
      if (hours <= 25) {
        return Duration.ofMinutes(15);
      }
      if (hours <= 50) {
        return Duration.ofMinutes(30);
      }
      if (hours <= 100) {
        return Duration.ofHours(1);
      }
      return Duration.ofHours(hours <= 200 ? 2 : 4);
    }

    private long pin(
        String building,
        Optional<Extractor> extractor,
        Optional<Integer> schematic,
        Map<Integer, Long> contents) {
      var id = FIRST_PIN + offset + pins.size();
      pins.add(
          new Pin(
              id,
              typeOf(building),
              latitude + dice.between(-0.03, 0.03),
              longitude + dice.between(-0.03, 0.03),
              extractor,
              schematic,
              extractor
                  .map(Extractor::installed)
                  .or(
                      () ->
                          schematic.map(made -> visited.minus(dice.upTo(Duration.ofMinutes(30))))),
              new TreeMap<>(contents)));
      return id;
    }

    private static Pin with(Pin pin, SortedMap<Integer, Long> contents) {
      return new Pin(
          pin.pinId(),
          pin.typeId(),
          pin.latitude(),
          pin.longitude(),
          pin.extractor(),
          pin.schematicId(),
          pin.lastCycleStart(),
          contents);
    }

    private int typeOf(String building) {
      var kind = type.label();
      var name = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " " + building;
      return (int) Universe.named(name).getFirst().id();
    }

    private void route(long from, long to, int content, double quantity) {
      routes.add(
          new Route(FIRST_ROUTE + offset + routes.size(), from, to, content, quantity, List.of()));
    }
  }
}
