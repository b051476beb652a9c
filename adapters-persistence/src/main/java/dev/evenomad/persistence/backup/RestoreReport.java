package dev.evenomad.persistence.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup that was restored.
 *
 * @param createdAt when the backup was made
 * @param backupVersion of the schema in the backup
 * @param schemaVersion of the schema now
 * @param rows how many rows were restored, by table
 */
public record RestoreReport(
    Path file,
    BackupKind kind,
    Instant createdAt,
    String backupVersion,
    String schemaVersion,
    SortedMap<String, Long> rows) {

  /** Copies the map. */
  public RestoreReport {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** How many rows were restored in all. */
  public long totalRows() {
    return BackupReport.total(rows);
  }
}
