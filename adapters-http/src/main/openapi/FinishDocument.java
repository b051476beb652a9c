import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Makes of the generated document (OpenAPI 3.0) the one that the server shows: OpenAPI 3.1, in
 * which every field of an answer is required because it is always sent, and with examples, problem
 * codes and what all operations have in common.
 *
 * <p>Called by the build with the folder of the sources, the generated document and the target.
 */
class FinishDocument {

  private static final String SCHEMAS = "#/components/schemas/";

  private final Yaml yaml = yaml();
  private final Map<String, Object> document;
  private final Map<String, Object> common;
  private final Map<String, Object> examples;
  private final Map<String, Object> answers;
  private final Set<String> written;
  private final Set<String> finished = new HashSet<>();

  FinishDocument(Path sources, Path generated) throws IOException {
    document = read(generated);
    common = read(sources.resolve("common.yml"));
    examples = read(sources.resolve("examples.yml"));
    answers = read(sources.resolve("answers.yml"));
    written = schemas(read(sources.resolve("requests.yml"))).keySet();
  }

  public static void main(String[] args) throws IOException {
    FinishDocument work = new FinishDocument(Path.of(args[0]), Path.of(args[1]));
    work.finish();
    Path target = Path.of(args[2]);
    Files.createDirectories(target.getParent());
    Files.writeString(target, work.yaml.dump(work.document));
  }

  private void finish() {
    document.put("openapi", "3.1.0");
    schemas(document)
        .forEach(
            (name, schema) -> {
              Map<String, Object> object = object(schema);
              // Those that are written by hand say it themselves, or leave it to whoever sends
              // them.
              if (object.containsKey("properties")
                  && !written.contains(name)
                  && !object.containsKey("additionalProperties")) {
                object.put("required", List.copyOf(object(object.get("properties")).keySet()));
              }
            });
    everyMap(document, FinishDocument::speak31);
    object(document.get("paths"))
        .forEach(
            (path, item) ->
                object(item)
                    .forEach(
                        (method, one) -> {
                          finishOperation(object(one));
                          if (method.equals("get") && hasValidator(path)) {
                            object(object(one).get("responses"))
                                .put("304", Map.of("$ref", "#/components/responses/NotModified"));
                          }
                        }));
    Set<String> unknown = new TreeSet<>(examples.keySet());
    unknown.removeAll(finished);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "examples.yml knows operations that are not there: " + unknown);
    }
    addCommonParts();
  }

  // OpenAPI 3.1

  private static void speak31(Map<String, Object> schema) {
    // The generator says some of them twice.
    if (schema.get("allOf") instanceof List<?> parts && Set.copyOf(parts).size() == 1) {
      schema.remove("allOf");
      schema.putAll(object(parts.getFirst()));
    }
    if (schema.containsKey("$ref")) {
      schema.remove("type");
      schema.remove("format");
    }
    if (schema.get("description") instanceof String words) {
      schema.put("description", sentence(words));
    }
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      schema.remove("nullable");
      if (schema.remove("$ref") instanceof String reference) {
        schema.put("oneOf", List.of(Map.of("$ref", reference), Map.of("type", "null")));
      } else if (schema.get("type") instanceof String type) {
        schema.put("type", List.of(type, "null"));
        if (schema.get("enum") instanceof List<?> values) {
          List<Object> withNull = new ArrayList<>(values);
          withNull.add(null);
          schema.put("enum", withNull);
        }
      }
    }
  }

  // Operations

  private void finishOperation(Map<String, Object> operation) {
    if (operation.get("summary").equals(operation.get("description"))) {
      operation.remove("description");
    }
    String id = (String) operation.get("operationId");
    finished.add(id);
    Map<String, Object> example = objectOrEmpty(examples.get(id));
    if (operation.get("parameters") instanceof List<?> parameters) {
      parameters.forEach(
          parameter ->
              finishParameter(object(parameter), objectOrEmpty(example.get("parameters"))));
    }
    if (operation.get("requestBody") != null && example.get("body") != null) {
      addExample(object(operation.get("requestBody")), example.get("body"));
    }
    boolean hasBody = operation.containsKey("requestBody");
    Map<String, Object> responses = new TreeMap<>(object(operation.get("responses")));
    responses.forEach(
        (status, response) -> {
          finishResponse(object(response));
          List<Object> codes = new ArrayList<>(ofStatus(common.get("codes"), status));
          codes.addAll(ofStatus(example.get("codes"), status));
          if (hasBody && status.equals("400")) {
            codes.add("malformed_json");
          }
          if (isProblem(object(response))) {
            sayCodes(object(response), codes);
          } else if (status.startsWith("2") && answers.containsKey(id)) {
            addExample(object(response), answers.get(id));
          }
        });
    object(common.get("otherwise"))
        .forEach(
            (range, response) ->
                responses.put(
                    range,
                    Map.of("$ref", "#/components/responses/" + object(response).get("name"))));
    operation.put("responses", responses);
  }

  /** As the server gives them out: nothing about signing in, and nothing without end. */
  private static boolean hasValidator(String path) {
    return path.equals("/openapi.yml")
        || (path.startsWith("/v1/")
            && !path.startsWith("/v1/auth/")
            && !path.equals("/v1/events")
            && !path.equals("/v1/me/export"));
  }

  private static void finishParameter(Map<String, Object> parameter, Map<String, Object> examples) {
    parameter.remove("explode");
    // What is left out of an address is not null.
    Map<String, Object> schema = object(parameter.get("schema"));
    if (schema.get("type") instanceof List<?> types) {
      schema.put("type", types.getFirst());
      if (schema.get("enum") instanceof List<?> values) {
        schema.put("enum", values.stream().filter(Objects::nonNull).toList());
      }
    }
    if (schema.get("oneOf") instanceof List<?> choices) {
      schema.remove("oneOf");
      schema.putAll(object(choices.getFirst()));
    }
    String name = (String) parameter.get("name");
    parameter.put("description", sentence(parameter.get("description")));
    if (examples.containsKey(name)) {
      parameter.put("example", examples.get(name));
    }
  }

  private void finishResponse(Map<String, Object> response) {
    response.put("description", sentence(response.get("description")));
    Map<String, Object> headers = new LinkedHashMap<>(objectOrEmpty(response.get("headers")));
    object(common.get("headers"))
        .keySet()
        .forEach(name -> headers.put(name, Map.of("$ref", "#/components/headers/" + name)));
    response.put("headers", headers);
  }

  private static boolean isProblem(Map<String, Object> response) {
    return objectOrEmpty(response.get("content")).containsKey("application/problem+json");
  }

  private static void sayCodes(Map<String, Object> response, List<?> codes) {
    response.put("x-problem-codes", codes);
    response.put(
        "description",
        response.get("description") + " Codes: " + String.join(", ", strings(codes)) + ".");
  }

  private static void addExample(Map<String, Object> body, Object example) {
    objectOrEmpty(body.get("content"))
        .values()
        .forEach(type -> object(type).put("example", example));
  }

  private void addCommonParts() {
    Map<String, Object> components = object(document.get("components"));
    components.put("headers", common.get("headers"));
    Map<String, Object> responses = new LinkedHashMap<>();
    for (Object otherwise : object(common.get("otherwise")).values()) {
      Map<String, Object> response = new LinkedHashMap<>();
      response.put("description", object(otherwise).get("description"));
      response.put(
          "content",
          Map.of(
              "application/problem+json", Map.of("schema", Map.of("$ref", SCHEMAS + "Problem"))));
      finishResponse(response);
      sayCodes(response, (List<?>) object(otherwise).get("codes"));
      responses.put((String) object(otherwise).get("name"), response);
    }
    Map<String, Object> notModified = new LinkedHashMap<>();
    notModified.put("description", "What If-None-Match stands for is still the same.");
    finishResponse(notModified);
    responses.put("NotModified", notModified);
    components.put("responses", responses);
    document.put("tags", common.get("tags"));
  }

  private static String sentence(Object text) {
    String words = String.valueOf(text).strip();
    return Character.toUpperCase(words.charAt(0))
        + words.substring(1)
        + (words.endsWith(".") ? "" : ".");
  }

  // YAML

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setWidth(130);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new WithoutAliases(options), options);
  }

  /** Writes again what is there twice, as people do. */
  private static final class WithoutAliases extends Representer {

    WithoutAliases(DumperOptions options) {
      super(options);
    }

    @Override
    public Node represent(Object data) {
      representedObjects.clear();
      return super.represent(data);
    }
  }

  private Map<String, Object> read(Path file) throws IOException {
    return object(yaml.load(Files.readString(file)));
  }

  private static Map<String, Object> schemas(Map<String, Object> document) {
    return object(object(document.get("components")).get("schemas"));
  }

  private static void everyMap(Object value, Consumer<Map<String, Object>> change) {
    if (value instanceof Map<?, ?>) {
      object(value).values().forEach(member -> everyMap(member, change));
      change.accept(object(value));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> everyMap(item, change));
    }
  }

  private static List<?> ofStatus(Object byStatus, String status) {
    Map<?, ?> all = byStatus == null ? Map.of() : (Map<?, ?>) byStatus;
    // In YAML a status is a number.
    Object codes = status.matches("\\d+") ? all.get(Integer.valueOf(status)) : null;
    return codes == null ? List.of() : (List<?>) codes;
  }

  private static List<String> strings(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> objectOrEmpty(Object value) {
    return value == null ? Map.of() : object(value);
  }
}
