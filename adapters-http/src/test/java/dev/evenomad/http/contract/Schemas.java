package dev.evenomad.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of the document, taken more strictly than they are meant: a member that they do not
 * name is a violation, and integers fit their format.
 */
final class Schemas {

  private static final String SCHEMAS = "#/components/schemas/";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final JsonNode named;
  private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

  Schemas(JsonNode document) {
    named = document.at("/components/schemas").deepCopy();
    tighten(named);
  }

  List<String> violations(JsonNode schema, JsonNode value) {
    return known.computeIfAbsent(schema, this::schema).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** The same for what stands in an address or a header. */
  List<String> violationsOfText(JsonNode schema, String text) {
    return violations(
        schema,
        switch (schema.path("type").asText()) {
          case "integer" ->
              text.matches("-?[0-9]+")
                  ? BigIntegerNode.valueOf(new BigInteger(text))
                  : TextNode.valueOf(text);
          case "boolean" ->
              text.matches("true|false")
                  ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                  : TextNode.valueOf(text);
          default -> TextNode.valueOf(text);
        });
  }

  /** With what its references point to beside it. */
  private Schema schema(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    tighten(whole);
    whole.set("$defs", named);
    return registry.getSchema(whole);
  }

  private static void tighten(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      if (object.path("format").asText().matches("int(32|64)")) {
        boolean small = object.path("format").asText().equals("int32");
        putIfAbsent(object, "minimum", small ? Integer.MIN_VALUE : Long.MIN_VALUE);
        putIfAbsent(object, "maximum", small ? Integer.MAX_VALUE : Long.MAX_VALUE);
      }
      String reference = object.path("$ref").asText();
      if (reference.startsWith(SCHEMAS)) {
        object.put("$ref", "#/$defs/" + reference.substring(SCHEMAS.length()));
      }
      object.properties().forEach(member -> tighten(member.getValue()));
    } else if (node instanceof ArrayNode array) {
      array.forEach(Schemas::tighten);
    }
  }

  private static void putIfAbsent(ObjectNode object, String name, long value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }
}
