package dev.evenomad.application.sync;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the names that texts about events need. Thread-safe. */
public final class FindNames {

  private final TypeNames types;
  private final EntityNames entities;

  /** Over these ports. */
  public FindNames(TypeNames types, EntityNames entities) {
    this.types = types;
    this.entities = entities;
  }

  /** Of everything and everybody in {@code events}. */
  Names of(List<CharacterEvent> events, Language language) {
    Set<TypeId> things =
        events.stream().flatMap(event -> event.types().stream()).collect(Collectors.toSet());
    Set<EntityId> people =
        events.stream().flatMap(event -> event.entities().stream()).collect(Collectors.toSet());
    return new Names(
        things.isEmpty() ? Map.of() : types.names(things, language),
        people.isEmpty() ? Map.of() : entities.names(people));
  }

  /** Learns the names of {@code wanted} for when they are needed. */
  void learn(Set<TypeId> wanted, Language language) {
    types.names(wanted, language);
  }
}
