package dev.evenomad.persistence.schema;

import java.util.Optional;

/**
 * A step in the history of the schema.
 *
 * @param version of the schema after it: digits, which grow from step to step
 * @param script the name of the file that holds its SQL
 * @param checksum Flyway's, of that file
 */
public record Migration(String version, String description, String script, int checksum) {

  /** The SQL of this step, as this program knows it; empty if it does not. */
  public Optional<byte[]> sql() {
    return Schema.sql(script);
  }

  /** The version, and in words what it did. */
  @Override
  public String toString() {
    return version + " (" + description + ")";
  }
}
