package dev.evenomad.persistence.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.persistence.backup.Measured.Digest;
import dev.evenomad.persistence.schema.Migration;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in a backup, and what it is known by.
 *
 * @param format of the file; raised when older programs could not read it
 * @param createdAt when it was made, as RFC 3339 has it
 * @param schemaVersion of the schema that the data fit
 * @param migrations that make this schema, oldest first
 * @param parts of the file but this, in their order in it
 */
record Manifest(
    int format,
    BackupKind kind,
    String createdAt,
    String schemaVersion,
    List<Migration> migrations,
    List<Part> parts) {

  static final int FORMAT = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  Manifest {
    migrations = List.copyOf(migrations);
    parts = List.copyOf(parts);
  }

  /**
   * A part of the file.
   *
   * @param name of its entry
   * @param table whose rows it holds; empty: it holds SQL
   * @param columns of the table, in the order of the data
   * @param rows how many
   */
  record Part(String name, String table, List<String> columns, long rows, Digest digest) {

    Part {
      columns = List.copyOf(columns);
    }

    static Part sql(Migration migration, Digest digest) {
      return new Part("schema/" + migration.script(), "", List.of(), 0, digest);
    }

    static Part data(Table table, long rows, Digest digest) {
      return new Part(nameOf(table), table.name(), table.columns(), rows, digest);
    }

    static String nameOf(Table table) {
      return "data/" + table.name() + ".copy";
    }

    boolean isData() {
      return !table.isEmpty();
    }
  }

  /** Those that hold rows. */
  Stream<Part> data() {
    return parts.stream().filter(Part::isData);
  }

  byte[] toJson() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @throws BackupException if it is of a newer format
   * @throws IOException if it is no manifest
   */
  static Manifest fromJson(byte[] json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    if (tree.path("format").asInt() > FORMAT) {
      throw new BackupException(
          "the backup is of format %d and this program reads up to %d; restore it with the version of"
                  .formatted(tree.path("format").asInt(), FORMAT)
              + " EVE Nomad that made it, or a newer one");
    }
    return MAPPER.treeToValue(tree, Manifest.class);
  }
}
