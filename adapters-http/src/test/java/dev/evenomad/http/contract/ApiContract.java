package dev.evenomad.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The API document, taken at its word: an answer has a status, a type, headers and a body that are
 * documented, and not a member more; a request that succeeds is one that the document allows.
 * Thread-safe.
 */
public final class ApiContract {

  private static final ApiContract BUILT_IN = new ApiContract(document());

  private static final String PROBLEM = "application/problem+json";

  /** What HTTP and browsers define, and any server may send. */
  private static final Set<String> OF_HTTP =
      Set.of(
          "allow",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-security-policy",
          "content-type",
          "cross-origin-resource-policy",
          "date",
          "expires",
          "last-modified",
          "referrer-policy",
          "strict-transport-security",
          "transfer-encoding",
          "vary",
          "www-authenticate",
          "x-content-type-options");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final Schemas schemas;
  private final Operations operations;

  ApiContract(JsonNode document) {
    this.document = document;
    this.schemas = new Schemas(document);
    this.operations = new Operations(document);
  }

  /** The one of the document that this server shows. */
  public static ApiContract builtIn() {
    return BUILT_IN;
  }

  /** The document that this server shows. */
  public static JsonNode document() {
    try (var yaml = ApiContract.class.getResourceAsStream("/dev/evenomad/http/openapi.yml")) {
      return new YAMLMapper().readTree(Objects.requireNonNull(yaml, "no API document was built"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails if the answer, or the request that got it, is not as the document says.
   *
   * @return the same answer
   */
  public HttpResponse<String> check(HttpResponse<String> answer) {
    List<String> violations = violations(answer);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s %s answers %d %s, and the API document says otherwise:%n  %s"
              .formatted(
                  answer.request().method(),
                  answer.request().uri().getPath(),
                  answer.statusCode(),
                  answer.body(),
                  String.join(System.lineSeparator() + "  ", violations)));
    }
    return answer;
  }

  /** Fails if that is not the data of an event in the live stream. */
  public void checkEvent(String data) {
    List<String> violations = eventViolations(data);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "the live stream tells %s, and the API document says otherwise:%n  %s"
              .formatted(data, String.join(System.lineSeparator() + "  ", violations)));
    }
  }

  /** What is wrong with the data of an event. */
  List<String> eventViolations(String data) {
    try {
      return schemas.violations(document.at("/components/schemas/LiveEvent"), JSON.readTree(data));
    } catch (IOException e) {
      return List.of("the data is not JSON");
    }
  }

  /** What is not as the document says. */
  List<String> violations(HttpResponse<String> answer) {
    HttpRequest request = answer.request();
    // Whoever answers GET answers HEAD.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Optional<JsonNode> known = operations.find(method, request.uri().getRawPath());
    if (known.isEmpty()) {
      return isPreflight(answer) || isForOperators(answer)
          ? List.of()
          : refusalOutsideOfAnyRoute(answer);
    }
    JsonNode operation = known.get();
    List<String> found = new ArrayList<>();
    JsonNode response = response(operation, answer);
    if (response.isMissingNode()) {
      found.add("the status is not documented");
    } else {
      found.addAll(headers(response, answer));
      found.addAll(body(response, answer));
    }
    if (answer.statusCode() < 400) {
      found.addAll(new RequestRules(schemas, operation).violations(request));
    }
    return found;
  }

  /** What is wrong with a value of that schema. */
  public List<String> violations(JsonNode schema, JsonNode value) {
    return schemas.violations(schema, value);
  }

  private static boolean isPreflight(HttpResponse<String> answer) {
    return answer.request().method().equals("OPTIONS");
  }

  /** What operators see is no part of the document. */
  private static boolean isForOperators(HttpResponse<String> answer) {
    String path = answer.request().uri().getRawPath();
    return path.startsWith("/console")
        || path.startsWith("/prometheus")
        || code(answer).filter("operator_token_required"::equals).isPresent();
  }

  private List<String> refusalOutsideOfAnyRoute(HttpResponse<String> answer) {
    if (answer.statusCode() < 400) {
      return List.of("the document knows no such operation");
    }
    JsonNode refused = document.at("/components/responses/Refused");
    return isHead(answer) ? List.of() : body(refused, answer, code -> true);
  }

  /** What is said of such an answer; missing if nothing is. */
  private JsonNode response(JsonNode operation, HttpResponse<String> answer) {
    JsonNode responses = operation.path("responses");
    JsonNode ofStatus = resolve(responses.path(Integer.toString(answer.statusCode())));
    if (!ofStatus.isMissingNode()) {
      return ofStatus;
    }
    JsonNode otherwise = resolve(responses.path(answer.statusCode() / 100 + "XX"));
    if (isHead(answer)) {
      return otherwise;
    }
    return code(answer).filter(code -> codes(otherwise).contains(code)).isPresent()
        ? otherwise
        : MissingNode.getInstance();
  }

  private List<String> headers(JsonNode response, HttpResponse<String> answer) {
    List<String> found = new ArrayList<>();
    JsonNode declared = response.path("headers");
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    declared.fieldNames().forEachRemaining(names::add);
    answer.headers().map().keySet().stream()
        .filter(name -> !OF_HTTP.contains(name.toLowerCase(Locale.ROOT)))
        .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
        .filter(name -> !names.contains(name))
        .forEach(name -> found.add("the header " + name + " is not documented"));
    declared
        .properties()
        .forEach(
            header -> {
              JsonNode about = resolve(header.getValue());
              Optional<String> value = answer.headers().firstValue(header.getKey());
              if (value.isPresent()) {
                schemas
                    .violationsOfText(about.path("schema"), value.get())
                    .forEach(wrong -> found.add("header " + header.getKey() + ": " + wrong));
              } else if (about.path("required").asBoolean()) {
                found.add("the header " + header.getKey() + " is missing");
              }
            });
    return found;
  }

  private List<String> body(JsonNode response, HttpResponse<String> answer) {
    if (isHead(answer)) {
      return answer.body().isEmpty() ? List.of() : List.of("HEAD has a body");
    }
    List<String> codes = codes(response);
    return body(response, answer, codes.isEmpty() ? code -> true : codes::contains);
  }

  private List<String> body(
      JsonNode response, HttpResponse<String> answer, Predicate<String> mayBeCode) {
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      return answer.body().isEmpty() ? List.of() : List.of("there is a body");
    }
    String type = mediaType(answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode schema = content.path(type).path("schema");
    if (schema.isMissingNode()) {
      return List.of("the type " + type + " is not documented");
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    try {
      found.addAll(schemas.violations(schema, JSON.readTree(answer.body())));
    } catch (IOException e) {
      found.add("the body is not JSON");
    }
    code(answer)
        .filter(code -> type.equals(PROBLEM) && !mayBeCode.test(code))
        .ifPresent(code -> found.add("the code " + code + " is not documented for this status"));
    return found;
  }

  private static boolean isHead(HttpResponse<?> answer) {
    return answer.request().method().equals("HEAD");
  }

  private static Optional<String> code(HttpResponse<String> answer) {
    try {
      return Optional.ofNullable(JSON.readTree(answer.body()).path("code").textValue());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> codes(JsonNode response) {
    return StreamSupport.stream(response.path("x-problem-codes").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }

  static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }
}
