package dev.evenomad.persistence.backup;

/** What a backup holds. */
public enum BackupKind {
  /** Schema and data: what a database is made of again. */
  FULL,
  /** The schema alone, without a row. */
  SCHEMA_ONLY,
  /** The rows alone, for a database whose schema is there. */
  DATA_ONLY;

  boolean hasSchema() {
    return this != DATA_ONLY;
  }

  boolean hasData() {
    return this != SCHEMA_ONLY;
  }
}
