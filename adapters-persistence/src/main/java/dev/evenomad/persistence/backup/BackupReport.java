package dev.evenomad.persistence.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup that was made.
 *
 * @param createdAt when; the data are of then, to within the moments that it takes to begin
 * @param schemaVersion of the schema that was backed up
 * @param rows how many rows are in it, by table
 * @param fileBytes how long the file is
 */
public record BackupReport(
    Path file,
    BackupKind kind,
    Instant createdAt,
    String schemaVersion,
    SortedMap<String, Long> rows,
    long fileBytes) {

  /** Copies the map. */
  public BackupReport {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** How many rows are in it in all. */
  public long totalRows() {
    return total(rows);
  }

  static long total(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
