package dev.evenomad.domain.universe;

import java.util.Map;
import java.util.Set;

/**
 * The names of characters, corporations, alliances, stations and systems, which are the same in
 * every language. Implementations are thread-safe and bounded in time.
 */
@FunctionalInterface
public interface EntityNames {

  /**
   * The names of {@code entities}. One that EVE does not know, such as a mailing list, or whose
   * name cannot be learned now, is left out; nothing is thrown for it.
   */
  Map<EntityId, String> names(Set<EntityId> entities);
}
