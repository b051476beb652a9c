package dev.evenomad.bootstrap.sandbox.esi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.evenomad.bootstrap.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * EVE's own specification of ESI for one compatibility date, taken more strictly than it is meant:
 * members that it does not know are violations, integers fit their format, and headers that it
 * declares are there.
 */
final class EsiSpecification {

  /** The compatibility date of the specification, which is the one that EVE Nomad asks for. */
  static final String DATE = "2026-08-04";

  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  EsiSpecification() {
    try (var resource =
        EsiSpecification.class.getResourceAsStream("esi-openapi-" + DATE + ".json")) {
      document = Json.read(Objects.requireNonNull(resource).readAllBytes()).orElseThrow();
      tighten(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!DATE.equals(document.at("/info/version").textValue())) {
      throw new IllegalStateException("not the specification of " + DATE);
    }
  }

  /**
   * Lets no unknown member pass, and no integer that does not fit its format. References lead to
   * where JSON Schema has its definitions.
   */
  private static void tighten(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      if ("integer".equals(object.path("type").textValue())) {
        var isSmall = "int32".equals(object.path("format").textValue());
        putIfAbsent(object, "minimum", isSmall ? Integer.MIN_VALUE : Long.MIN_VALUE);
        putIfAbsent(object, "maximum", isSmall ? Integer.MAX_VALUE : Long.MAX_VALUE);
      }
      var reference = object.path("$ref").asText();
      if (reference.startsWith(SCHEMAS)) {
        object.put("$ref", "#/$defs/" + reference.substring(SCHEMAS.length()));
      }
      object.remove("x-common-model");
      object.properties().forEach(member -> tighten(member.getValue()));
    } else if (node instanceof ArrayNode array) {
      array.forEach(EsiSpecification::tighten);
    }
  }

  private static void putIfAbsent(ObjectNode object, String name, long value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }

  /** Whether there is such a route. */
  boolean knows(String method, String template) {
    return operation(method, template).isObject();
  }

  /** The template of a path, the one with the fewest variables if several fit. */
  Optional<String> template(String method, String path) {
    return StreamSupport.stream(
            ((Iterable<String>) document.path("paths")::fieldNames).spliterator(), false)
        .filter(template -> path.matches(template.replaceAll("\\{[^}]*}", "[^/]+")))
        .filter(template -> knows(method, template))
        .min(Comparator.comparingLong(template -> template.chars().filter(c -> c == '{').count()));
  }

  private JsonNode operation(String method, String template) {
    return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
  }

  /**
   * What is wrong with an answer.
   *
   * @param path of the request, without query
   */
  List<String> violations(String method, String path, HttpResponse<String> answer) {
    var template = template(method, path);
    if (template.isEmpty()) {
      return List.of("the specification has no " + method + " " + path);
    }
    var operation = operation(method, template.get());
    var status = answer.statusCode();
    if (status == 304) {
      return notModified(answer);
    }
    var declared = operation.path("responses").path(Integer.toString(status));
    if (declared.isMissingNode() && status < 400) {
      return List.of("the specification has no status " + status);
    }
    var found = new ArrayList<String>();
    // What reads with POST is not cached, and says nothing about it.
    if (method.equals("GET")) {
      found.addAll(headers(declared.path("headers"), answer));
    }
    var response =
        declared.isMissingNode() ? operation.path("responses").path("default") : declared;
    found.addAll(body(response, answer));
    return found;
  }

  private static List<String> notModified(HttpResponse<String> answer) {
    var found = new ArrayList<String>();
    if (!answer.body().isEmpty()) {
      found.add("a 304 has a body");
    }
    if (answer.headers().firstValue("ETag").isEmpty()) {
      found.add("a 304 has no ETag");
    }
    return found;
  }

  private List<String> headers(JsonNode declared, HttpResponse<String> answer) {
    var found = new ArrayList<String>();
    for (var header : declared.properties()) {
      var value = answer.headers().firstValue(header.getKey());
      if (value.isEmpty()) {
        found.add("the header " + header.getKey() + " is missing");
      } else {
        var schema = resolve(header.getValue()).path("schema");
        var node =
            schema.path("type").asText().equals("integer")
                ? Json.read(value.get().getBytes(StandardCharsets.UTF_8)).orElseThrow()
                : Json.object().textNode(value.get());
        check(schema, node).forEach(wrong -> found.add(header.getKey() + ": " + wrong));
      }
    }
    return found;
  }

  private JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private List<String> body(JsonNode response, HttpResponse<String> answer) {
    var schema = response.path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      return answer.body().isEmpty() ? List.of() : List.of("there is a body");
    }
    var type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.matches("application/json(; *charset=utf-8)?")) {
      return List.of("the body is " + type);
    }
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
        .map(body -> check(schema, body))
        .orElseGet(() -> List.of("the body is not JSON"));
  }

  /** What is wrong with the body of a successful answer. */
  List<String> violations(String method, String template, int status, JsonNode body) {
    return check(
        operation(method, template)
            .path("responses")
            .path(Integer.toString(status))
            .path("content")
            .path("application/json")
            .path("schema"),
        body);
  }

  private List<String> check(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::schema).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** With what its references point to beside it. */
  private Schema schema(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("$defs", document.at("/components/schemas"));
    return registry.getSchema(whole);
  }
}
