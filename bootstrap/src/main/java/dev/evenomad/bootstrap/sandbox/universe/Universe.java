package dev.evenomad.bootstrap.sandbox.universe;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what exists in New Eden by its id. Every look-up takes constant time; what the sandbox does
 * not know is empty. The tables are read once, at the first look-up. Thread-safe.
 */
public final class Universe {

  /** Language codes ESI answers in, the default first. */
  public static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "ru", "ja", "ko", "zh");

  private static final class Loaded {
    static final Tables TABLES = new Tables();
  }

  private Universe() {}

  private static Tables tables() {
    return Loaded.TABLES;
  }

  /** A type of item. */
  public static Optional<ItemType> type(long id) {
    return at(tables().types, id);
  }

  /** Every type, by rising id. */
  public static Collection<ItemType> types() {
    return tables().types.values();
  }

  /** The types of a group, by rising id. */
  public static List<ItemType> typesOfGroup(int groupId) {
    return tables().typesByGroup.getOrDefault(groupId, List.of());
  }

  /** The types of a category such as {@link TypeGroup#SHIPS}, by rising id. */
  public static List<ItemType> typesOfCategory(int categoryId) {
    return tables().typesByCategory.getOrDefault(categoryId, List.of());
  }

  /** A group of types. */
  public static Optional<TypeGroup> group(long id) {
    return at(tables().groups, id);
  }

  /** Every skill, by rising id. */
  public static Collection<SkillTraining> skills() {
    return tables().skills.values();
  }

  /** A blueprint or reaction formula, by its type id. */
  public static Optional<Blueprint> blueprint(long typeId) {
    return at(tables().blueprints, typeId);
  }

  /** Every blueprint and reaction formula, by rising type id. */
  public static Collection<Blueprint> blueprints() {
    return tables().blueprints.values();
  }

  /** What a processor of a colony makes. */
  public static Optional<Schematic> schematic(long id) {
    return at(tables().schematics, id);
  }

  /** Every schematic, by rising id. */
  public static Collection<Schematic> schematics() {
    return tables().schematics.values();
  }

  /** A region. */
  public static Optional<Region> region(long id) {
    return at(tables().regions, id);
  }

  /** Every region, by rising id. */
  public static Collection<Region> regions() {
    return tables().regions.values();
  }

  /** A constellation. */
  public static Optional<Constellation> constellation(long id) {
    return at(tables().constellations, id);
  }

  /** A solar system. */
  public static Optional<SolarSystem> system(long id) {
    return at(tables().systems, id);
  }

  /** Every solar system, by rising id. */
  public static Collection<SolarSystem> systems() {
    return tables().systems.values();
  }

  /** A planet. */
  public static Optional<Planet> planet(long id) {
    return at(tables().planets, id);
  }

  /** Every planet, by rising id. */
  public static Collection<Planet> planets() {
    return tables().planets.values();
  }

  /** The planets of a solar system, from the star outwards. */
  public static List<Planet> planetsOf(SolarSystem system) {
    return tables().planetsBySystem.getOrDefault(system.id(), List.of());
  }

  /** A station. */
  public static Optional<Station> station(long id) {
    return at(tables().stations, id);
  }

  /** Every station, by rising id. */
  public static Collection<Station> stations() {
    return tables().stations.values();
  }

  /** A structure that players built. */
  public static Optional<Structure> structure(long id) {
    return Optional.ofNullable(tables().structures.get(id));
  }

  /** Every structure that players built, by rising id. */
  public static Collection<Structure> structures() {
    return tables().structures.values();
  }

  /** A corporation that the game runs. */
  public static Optional<NpcCorporation> corporation(long id) {
    return at(tables().corporations, id);
  }

  /** Every corporation that the game runs, by rising id. */
  public static Collection<NpcCorporation> corporations() {
    return tables().corporations.values();
  }

  /**
   * What an id stands for, as {@code POST /universe/names} tells it: a type, a place, a faction or
   * an NPC corporation. Planets have no name there.
   */
  public static Optional<Named> name(long id) {
    return at(tables().names, id);
  }

  /** Everything of {@link #name} that is called exactly so. */
  public static List<Named> named(String name) {
    return tables().namesakes.getOrDefault(name, List.of());
  }

  private static <T> Optional<T> at(Map<Integer, T> table, long id) {
    return id == (int) id ? Optional.ofNullable(table.get((int) id)) : Optional.empty();
  }
}
