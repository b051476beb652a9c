package dev.evenomad.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.persistence.backup.BackupKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** What backup and restore tell alike. */
final class BackupReports {

  private BackupReports() {}

  static ObjectNode json(
      Path file, BackupKind kind, Instant createdAt, Map<String, Long> rows, Duration took) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("createdAt", createdAt.toString());
    ObjectNode tables = json.putObject("rows");
    rows.forEach(tables::put);
    json.put("totalRows", rows.values().stream().mapToLong(Long::longValue).sum());
    json.put("millis", took.toMillis());
    return json;
  }

  static String rows(long rows, Duration took) {
    double seconds = Math.max(took.toMillis(), 1) / 1000.0;
    return String.format(
        Locale.ROOT, "%,d rows in %.1f s (%,.0f a second)", rows, seconds, rows / seconds);
  }
}
