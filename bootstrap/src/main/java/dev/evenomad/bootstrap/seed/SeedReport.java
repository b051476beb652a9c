package dev.evenomad.bootstrap.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a seeding did.
 *
 * @param tables in the order in which they were filled
 */
public record SeedReport(List<Table> tables) {

  /** Copies. */
  public SeedReport {
    tables = List.copyOf(tables);
  }

  /**
   * What it did to one table.
   *
   * @param name in words, plural
   * @param made rows that were missing
   * @param there rows that were there and stayed as they were
   */
  public record Table(String name, int made, int there) {}

  /** As one JSON object: a member for each table. */
  public JsonNode toJson() {
    ObjectNode json = new JsonMapper().createObjectNode();
    tables.forEach(
        table ->
            json.putObject(table.name()).put("made", table.made()).put("there", table.there()));
    return json;
  }

  /** A line for each table. */
  @Override
  public String toString() {
    return tables.stream()
        .map(
            table -> "%-14s %d made, %d there".formatted(table.name(), table.made(), table.there()))
        .collect(Collectors.joining("%n".formatted()));
  }
}
