package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.security.Operation.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The API as its document describes it, of OpenAPI 3.0 or 3.1.
 *
 * @param document all of it
 */
record Api(JsonNode document) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  /** Some of which every pattern so far likes one. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "1",
          "22:00",
          "UTC",
          "Europe/Berlin",
          "a".repeat(43),
          "2026-11-02T18:00:00Z",
          "2026-11-02",
          "pilot@example.org",
          "https://example.org/",
          "en",
          "a".repeat(64),
          "0".repeat(32));

  /** What no schema says of members that are called so. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "from", "22:00",
          "to", "06:00",
          "timeZone", "UTC",
          "typeId", "34",
          "redirect_uri", TestedServer.APP.toString());

  static Api read(String yaml) {
    return new Api(JSON.valueToTree(new Yaml().load(yaml)));
  }

  /** Everything that one can do. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method ->
                            operations.add(
                                operation(
                                    path.getKey(),
                                    path.getValue(),
                                    method.getKey(),
                                    method.getValue()))));
    return operations;
  }

  private Operation operation(String path, JsonNode shared, String method, JsonNode described) {
    List<Parameter> parameters =
        Stream.of(shared, described)
            .flatMap(place -> StreamSupport.stream(place.path("parameters").spliterator(), false))
            .map(this::resolved)
            .map(
                parameter ->
                    new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        parameter.path("required").asBoolean(),
                        resolved(parameter.path("schema"))))
            .toList();
    JsonNode security =
        described.has("security") ? described.get("security") : document.path("security");
    Set<String> schemes = new LinkedHashSet<>();
    security.forEach(choice -> choice.fieldNames().forEachRemaining(schemes::add));
    Set<String> statuses = new LinkedHashSet<>();
    described.path("responses").fieldNames().forEachRemaining(statuses::add);
    JsonNode body = resolved(described.path("requestBody")).path("content");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        body.has("application/json")
            ? Optional.of(resolved(body.path("application/json").path("schema")))
            : Optional.empty(),
        schemes,
        statuses);
  }

  /** What a reference stands for, and all that is said of it in one schema. */
  JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolved(document.at(schema.path("$ref").asText().substring(1)));
    }
    for (String choice : List.of("allOf", "oneOf", "anyOf")) {
      if (schema.has(choice)) {
        ObjectNode whole = NODES.objectNode();
        for (JsonNode part : schema.path(choice)) {
          JsonNode known = resolved(part);
          if (known.isObject() && !known.path("type").asText().equals("null")) {
            merge(whole, (ObjectNode) known);
            if (!choice.equals("allOf")) {
              break;
            }
          }
        }
        merge(whole, ((ObjectNode) schema).deepCopy().without(List.of(choice)));
        return whole;
      }
    }
    return schema;
  }

  private static void merge(ObjectNode whole, ObjectNode part) {
    part.properties()
        .forEach(
            member -> {
              if (member.getKey().equals("properties") && whole.has("properties")) {
                ((ObjectNode) whole.get("properties")).setAll((ObjectNode) member.getValue());
              } else {
                whole.set(member.getKey(), member.getValue().deepCopy());
              }
            });
  }

  /** The one type that is not null; {@code object} if there is none. */
  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (!one.asText().equals("null")) {
          return one.asText();
        }
      }
    }
    return type.isTextual() ? type.asText() : schema.has("enum") ? "string" : "object";
  }

  /** A value that the schema allows, and that makes sense for what is called so. */
  JsonNode example(String name, JsonNode schema) {
    return KNOWN.containsKey(name) ? NODES.textNode(KNOWN.get(name)) : example(schema);
  }

  /** A value that the schema allows, with all members that it names. */
  JsonNode example(JsonNode given) {
    JsonNode schema = resolved(given);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    return switch (type(schema)) {
      case "string" -> NODES.textNode(text(schema));
      case "integer", "number" -> NODES.numberNode(schema.path("minimum").asLong(1));
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> NODES.arrayNode().add(example(schema.path("items")));
      default -> {
        ObjectNode object = NODES.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(
                member -> object.set(member.getKey(), example(member.getKey(), member.getValue())));
        yield object;
      }
    };
  }

  private static String text(JsonNode schema) {
    Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
    String format = schema.path("format").asText();
    return TEXTS.stream()
        .filter(text -> pattern.matcher(text).find())
        .filter(
            text ->
                switch (format) {
                  case "date-time" -> text.contains("T18");
                  case "date" -> text.equals("2026-11-02");
                  case "email" -> text.contains("@");
                  case "uri" -> text.startsWith("https:");
                  default -> text.length() >= schema.path("minLength").asInt(0);
                })
        .findFirst()
        .orElse("a");
  }
}
