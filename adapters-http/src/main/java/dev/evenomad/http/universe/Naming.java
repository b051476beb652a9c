package dev.evenomad.http.universe;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.universe.PublicData;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds all names that an answer needs, in one lookup. Thread-safe. */
@Singleton
public final class Naming {

  /** From here on it is a structure, which EVE names only to those who may dock there. */
  private static final long FIRST_STRUCTURE = 1_000_000_000_000L;

  private final PublicData publicData;

  Naming(Nomad nomad) {
    this.publicData = nomad.publicData();
  }

  /**
   * The names of what the rows of an answer are about, in the pilot's language.
   *
   * @param types the item types of a row
   * @param entities who and where else it is about
   */
  public <R> Names of(
      UserId user,
      Collection<R> rows,
      Function<R, Stream<TypeId>> types,
      Function<R, Stream<EntityId>> entities) {
    return publicData.names(
        user,
        rows.stream().flatMap(types).collect(Collectors.toUnmodifiableSet()),
        rows.stream().flatMap(entities).collect(Collectors.toUnmodifiableSet()));
  }

  /** Whose name is that of the place; empty for a structure. */
  public static Optional<EntityId> place(LocationId location) {
    return location.value() < FIRST_STRUCTURE
        ? Optional.of(new EntityId(location.value()))
        : Optional.empty();
  }
}
