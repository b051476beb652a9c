package dev.evenomad.domain.universe;

import dev.evenomad.domain.account.Language;
import java.util.Map;
import java.util.Set;

/** The names of item types. Implementations are thread-safe and bounded in time. */
@FunctionalInterface
public interface TypeNames {

  /**
   * The names of {@code types} in {@code language}. A type whose name is not known, or cannot be
   * learned now because EVE is down, is left out; nothing is thrown for it.
   */
  Map<TypeId, String> names(Set<TypeId> types, Language language);
}
