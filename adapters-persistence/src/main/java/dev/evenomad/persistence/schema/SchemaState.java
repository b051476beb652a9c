package dev.evenomad.persistence.schema;

import java.util.List;
import java.util.Optional;

/** How the schema of the database stands to this program. */
public sealed interface SchemaState {

  /**
   * The schema, if it can be used.
   *
   * @throws SchemaException with the explanation, if it must not be touched
   */
  default Usable orRefuse() {
    return switch (this) {
      case Usable usable -> usable;
      case Unusable(Problem _, String explanation) -> throw new SchemaException(explanation);
    };
  }

  /**
   * The schema, if it is up to date.
   *
   * @throws SchemaException with the explanation, if it must not be touched or has to be migrated
   *     first
   */
  default Usable upToDateOrRefuse() {
    Usable usable = orRefuse();
    if (!usable.pending().isEmpty()) {
      throw new SchemaException(
          "the schema of the database is not up to date; migrate it first: ./nomad migrate");
    }
    return usable;
  }

  /**
   * It is what this program knows, or becomes it.
   *
   * @param applied what was applied, oldest first; empty: there is no schema yet
   * @param pending what is still to be applied, oldest first; empty: it is up to date
   */
  record Usable(List<Migration> applied, List<Migration> pending) implements SchemaState {

    /** Copies the lists. */
    public Usable {
      applied = List.copyOf(applied);
      pending = List.copyOf(pending);
    }

    /** The version of the schema; empty if there is none yet. */
    public Optional<String> version() {
      return applied.isEmpty() ? Optional.empty() : Optional.of(applied.getLast().version());
    }
  }

  /**
   * This program must not touch it.
   *
   * @param explanation a sentence for people: what is wrong, and the way out
   */
  record Unusable(Problem problem, String explanation) implements SchemaState {}

  /** Why a schema is not usable. */
  enum Problem {
    /** A migration failed, and left behind what it had done. */
    FAILED,
    /** It has migrations that are newer than this program. */
    NEWER,
    /**
     * The same, but none of them says that it takes something from this program: servers may go on
     * with it, as after a rollback, while everything else is left to the newer program.
     */
    AHEAD,
    /** Its migrations are others than those of this program. */
    DIFFERENT,
    /** It is somebody else's: there are tables, but no history. */
    FOREIGN
  }
}
