package dev.evenomad.bootstrap.sandbox.universe;

import java.util.Map;
import java.util.Optional;

/**
 * A type of item.
 *
 * @param id type id
 * @param group what kind of item it is
 * @param marketGroupId empty when it cannot be traded
 * @param volume in m³, assembled
 * @param packagedVolume in m³, where it differs
 * @param mass in kg
 * @param capacity in m³
 * @param portionSize how many are made or refined at once
 * @param basePrice in ISK, as the game's data has it; says little about the market
 * @param published whether players see it in lists; not of planets and stations, for example
 * @param names name by language code; English is always there, others where they differ from it
 */
public record ItemType(
    int id,
    TypeGroup group,
    Optional<Integer> marketGroupId,
    Optional<Double> volume,
    Optional<Double> packagedVolume,
    Optional<Double> mass,
    Optional<Double> capacity,
    int portionSize,
    Optional<Double> basePrice,
    boolean published,
    Map<String, String> names) {

  public ItemType {
    if (!names.containsKey("en")) {
      throw new IllegalArgumentException("type " + id + " has no English name");
    }
    names = Map.copyOf(names);
  }

  /** The English name. */
  public String name() {
    return names.getOrDefault("en", "");
  }

  /** The name in {@code language}, or the English one where the game has no other. */
  public String name(String language) {
    return names.getOrDefault(language, name());
  }

  /** Whether players can trade it on the market. */
  public boolean isTraded() {
    return marketGroupId.isPresent();
  }
}
