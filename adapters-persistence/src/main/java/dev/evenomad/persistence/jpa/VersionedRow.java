package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.environment.ConflictException;
import jakarta.persistence.EntityManager;

/** A row with an optimistic lock. */
interface VersionedRow {

  /** Counts the stored changes. */
  long version();

  /**
   * The row to be changed.
   *
   * @param key the primary key
   * @param expected the version that the change was made from
   * @param what what the row is, for the message
   * @throws ConflictException if it is gone or has another version
   */
  static <R extends VersionedRow> R load(
      EntityManager manager, Class<R> type, Object key, long expected, String what) {
    R row = manager.find(type, key);
    if (row == null || row.version() != expected) {
      throw new ConflictException(what + " was changed or removed by another writer");
    }
    return row;
  }
}
