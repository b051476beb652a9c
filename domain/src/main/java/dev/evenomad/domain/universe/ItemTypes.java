package dev.evenomad.domain.universe;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Lookup;

/** Item types as EVE tells everybody. Implementations are thread-safe and bounded in time. */
@FunctionalInterface
public interface ItemTypes {

  /** That type, with its texts in {@code language}. */
  Lookup<ItemType> find(TypeId type, Language language);
}
