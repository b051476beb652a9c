package dev.evenomad.domain.universe;

import java.util.Map;
import java.util.Optional;

/**
 * Names for a text, in its language where EVE translates them. May lack some.
 *
 * @param types names of item types
 * @param entities names of characters, corporations, stations and the like
 */
public record Names(Map<TypeId, String> types, Map<EntityId, String> entities) {

  /** No name at all. */
  public static final Names NONE = new Names(Map.of(), Map.of());

  public Names {
    types = Map.copyOf(types);
    entities = Map.copyOf(entities);
  }

  /** The name of {@code type}; empty if it is not known. */
  public Optional<String> of(TypeId type) {
    return Optional.ofNullable(types.get(type));
  }

  /** The name of {@code entity}; empty if it is not known. */
  public Optional<String> of(EntityId entity) {
    return Optional.ofNullable(entities.get(entity));
  }
}
