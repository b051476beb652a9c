package dev.evenomad.bootstrap.sandbox.universe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.evenomad.bootstrap.sandbox.universe.Rows.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** All tables, read once; what a row refers to is in another row. Immutable. */
final class Tables {

  /** Column of the first name of a type. */
  private static final int NAMES = 9;

  final Map<Integer, TypeGroup> groups =
      read(
          "groups",
          TypeGroup::id,
          // id, category, name
          row -> new TypeGroup(row.number(0), row.number(1), row.text(2)));

  final Map<Integer, ItemType> types = read("types", ItemType::id, this::type);

  final Map<Integer, List<ItemType>> typesByGroup =
      types.values().stream().collect(groupingBy(type -> type.group().id(), toUnmodifiableList()));

  final Map<Integer, List<ItemType>> typesByCategory =
      types.values().stream()
          .collect(groupingBy(type -> type.group().categoryId(), toUnmodifiableList()));

  final Map<Integer, SkillTraining> skills =
      read(
          "skills",
          skill -> skill.type().id(),
          // type, rank, primary attribute, secondary attribute
          row ->
              new SkillTraining(
                  known(types, row.number(0)), row.number(1), row.number(2), row.number(3)));

  final Map<Integer, Blueprint> blueprints = blueprints();

  final Map<Integer, Schematic> schematics = read("schematics", Schematic::id, Tables::schematic);

  final Map<Integer, Region> regions =
      read("regions", Region::id, row -> new Region(row.number(0), row.text(1)));

  final Map<Integer, Constellation> constellations =
      read(
          "constellations",
          Constellation::id,
          // id, region, name
          row -> new Constellation(row.number(0), known(regions, row.number(1)), row.text(2)));

  final Map<Integer, SolarSystem> systems =
      read(
          "systems",
          SolarSystem::id,
          // id, constellation, security, name
          row ->
              new SolarSystem(
                  row.number(0),
                  known(constellations, row.number(1)),
                  row.decimal(2),
                  row.text(3)));

  final Map<Integer, Planet> planets =
      read(
          "planets",
          Planet::id,
          // id, system, type, radius, name
          row ->
              new Planet(
                  row.number(0),
                  known(systems, row.number(1)),
                  row.number(2),
                  row.number(3),
                  row.text(4)));

  final Map<Integer, List<Planet>> planetsBySystem =
      planets.values().stream()
          .collect(groupingBy(planet -> planet.system().id(), toUnmodifiableList()));

  final Map<Integer, Station> stations =
      read(
          "stations",
          Station::id,
          // id, system, type, owner, name
          row ->
              new Station(
                  row.number(0),
                  known(systems, row.number(1)),
                  row.number(2),
                  row.number(3),
                  row.text(4)));

  final Map<Long, Structure> structures = structures();

  final Map<Integer, NpcCorporation> corporations =
      read(
          "corporations",
          NpcCorporation::id,
          // id, ticker, faction, name
          row ->
              new NpcCorporation(row.number(0), row.text(1), row.optionalNumber(2), row.text(3)));

  final Map<Integer, Named> names = names();

  final Map<String, List<Named>> namesakes =
      names.values().stream().collect(groupingBy(Named::name, toUnmodifiableList()));

  // id, group, market group, volume, packaged volume, mass, capacity, portion size, base price,
  // then a name for each of Universe.LANGUAGES, empty where it is as in English, then "hidden" if
  // so
  private ItemType type(Row row) {
    var names = new LinkedHashMap<String, String>();
    for (var i = 0; i < Universe.LANGUAGES.size(); i++) {
      if (row.has(NAMES + i)) {
        names.put(Universe.LANGUAGES.get(i), row.text(NAMES + i));
      }
    }
    return new ItemType(
        row.number(0),
        known(groups, row.number(1)),
        row.optionalNumber(2),
        row.optionalDecimal(3),
        row.optionalDecimal(4),
        row.optionalDecimal(5),
        row.optionalDecimal(6),
        row.number(7),
        row.optionalDecimal(8),
        !row.has(NAMES + Universe.LANGUAGES.size()),
        names);
  }

  // type, activity, seconds, product, quantity, probability: a row for each activity, of an
  // invention one for each product, of which the first is taken
  private Map<Integer, Blueprint> blueprints() {
    var activities = new TreeMap<Integer, SortedMap<Integer, Blueprint.Activity>>();
    for (var row : Rows.of("blueprints")) {
      var product =
          row.optionalNumber(3)
              .map(id -> new Blueprint.Product(id, row.number(4), row.optionalDecimal(5)));
      activities
          .computeIfAbsent(row.number(0), id -> new TreeMap<>())
          .putIfAbsent(
              row.number(1),
              new Blueprint.Activity(row.number(1), Duration.ofSeconds(row.number(2)), product));
    }
    var found = new LinkedHashMap<Integer, Blueprint>();
    activities.forEach(
        (id, done) -> found.put(id, new Blueprint(known(types, id), List.copyOf(done.values()))));
    return Collections.unmodifiableMap(found);
  }

  // id, seconds, name, output, quantity, inputs as type:quantity, types of the processors
  private static Schematic schematic(Row row) {
    var inputs = new TreeMap<Integer, Integer>();
    for (var input : row.text(5).split(" ", -1)) {
      var colon = input.indexOf(':');
      inputs.put(
          Integer.valueOf(input.substring(0, colon)), Integer.valueOf(input.substring(colon + 1)));
    }
    return new Schematic(
        row.number(0),
        Duration.ofSeconds(row.number(1)),
        row.text(2),
        row.number(3),
        row.number(4),
        inputs,
        Arrays.stream(row.text(6).split(" ", -1)).map(Integer::valueOf).toList());
  }

  // id, system, type, owner, name
  private Map<Long, Structure> structures() {
    var found = new LinkedHashMap<Long, Structure>();
    for (var row : Rows.of("structures")) {
      var id = Long.parseLong(row.text(0));
      found.put(
          id,
          new Structure(
              id, known(systems, row.number(1)), row.number(2), row.number(3), row.text(4)));
    }
    return Collections.unmodifiableMap(found);
  }

  private Map<Integer, Named> names() {
    var found = new HashMap<Integer, Named>();
    types.forEach((id, type) -> found.put(id, new Named("inventory_type", id, type.name())));
    regions.forEach((id, region) -> found.put(id, new Named("region", id, region.name())));
    constellations.forEach(
        (id, constellation) -> found.put(id, new Named("constellation", id, constellation.name())));
    systems.forEach((id, system) -> found.put(id, new Named("solar_system", id, system.name())));
    stations.forEach((id, station) -> found.put(id, new Named("station", id, station.name())));
    corporations.forEach(
        (id, corporation) -> found.put(id, new Named("corporation", id, corporation.name())));
    for (var row : Rows.of("factions")) {
      found.put(row.number(0), new Named("faction", row.number(0), row.text(1)));
    }
    return Collections.unmodifiableMap(found);
  }

  private static <T> Map<Integer, T> read(
      String table, ToIntFunction<T> id, Function<Row, T> value) {
    var found = new LinkedHashMap<Integer, T>();
    for (var row : Rows.of(table)) {
      var one = value.apply(row);
      found.put(id.applyAsInt(one), one);
    }
    return Collections.unmodifiableMap(found);
  }

  private static <T> T known(Map<Integer, T> table, int id) {
    return Objects.requireNonNull(
        Optional.ofNullable(table.get(id)).orElse(null), () -> "nothing has the id " + id);
  }
}
