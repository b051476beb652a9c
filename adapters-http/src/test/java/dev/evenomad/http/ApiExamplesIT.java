package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.stripe.net.Webhook;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.http.contract.ApiContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends every example of the API document to a running server. With the system property {@value
 * #PROPERTY} set to {@code write}, the answers become the documented ones.
 */
final class ApiExamplesIT {

  private static final String PROPERTY = "nomad.docs";
  private static final Path ANSWERS = Path.of("src", "main", "openapi", "answers.yml");

  private static final String STRIPE_SECRET = "whsec_example";

  /** What leaves nothing for others to look at. */
  private static final Set<String> LAST = Set.of("removeCharacter", "deleteMe");

  @RegisterExtension
  static final Api api =
      new Api(
          new HttpSettings("127.0.0.1", 0, Optional.empty())
              .withWebPushKey(
                  Optional.of(
                      "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM")),
          Optional.of(List.of(Secret.of(STRIPE_SECRET))),
          List.of());

  private static final ExampleWorld world = new ExampleWorld(api);
  private static final Map<String, Object> answers = new TreeMap<>();

  private final JsonNode document = ApiContract.document();

  @TestFactory
  Stream<DynamicTest> everyExampleWorks() {
    return operations()
        // An answer without end has tests of its own.
        .filter(operation -> !operation.id().equals("streamEvents"))
        .sorted((one, other) -> Boolean.compare(one.isLast(), other.isLast()))
        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> replay(operation)));
  }

  @Test
  void everyOperationHasExamples() {
    operations()
        .forEach(
            operation -> {
              for (JsonNode parameter : operation.node().path("parameters")) {
                if (parameter.path("required").asBoolean()) {
                  assertThat(parameter.has("example"))
                      .as("%s has an example of %s", operation.id(), parameter.path("name"))
                      .isTrue();
                }
              }
              JsonNode body = operation.node().path("requestBody").path("content");
              assertThat(body)
                  .as("body of " + operation.id())
                  .allMatch(type -> type.has("example"));
              JsonNode answer = operation.success().path("content").path("application/json");
              assertThat(answer.isMissingNode() || answer.has("example"))
                  .as("answer of %s (-D%s=write writes it)", operation.id(), PROPERTY)
                  .isTrue();
            });
  }

  @Test
  void everyDocumentedAnswerIsOneThatItsSchemaAllows() {
    operations()
        .map(operation -> operation.success().path("content").path("application/json"))
        .filter(type -> type.has("example"))
        .forEach(
            type ->
                assertThat(
                        ApiContract.builtIn().violations(type.path("schema"), type.path("example")))
                    .as(type.toPrettyString())
                    .isEmpty());
  }

  @AfterAll
  static void writeAnswersWhenAsked() throws IOException {
    if ("write".equals(System.getProperty(PROPERTY))) {
      YAMLMapper yaml =
          YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();
      Files.writeString(
          ANSWERS,
          "# Written by the test that replays the examples (-D%s=write).\n".formatted(PROPERTY)
              + yaml.writeValueAsString(answers));
    }
  }

  /** That the answer is as documented, the server's side of every call sees to. */
  private static void replay(Operation operation) {
    Phone phone = world.signIn();
    String address = address(operation);
    HttpRequest.Builder request =
        operation.node().has("security")
            ? api.request(address, phone.token())
            : api.request(address);
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.path("in").asText().equals("header") && parameter.has("example")) {
        String name = parameter.path("name").asText();
        request.header(
            name,
            name.equals("Stripe-Signature")
                ? signature(operation)
                : parameter.path("example").asText());
      }
    }
    Optional<JsonNode> body = operation.body();
    body.ifPresent(json -> request.header("Content-Type", "application/json"));
    Answer answer =
        api.send(
            request.method(
                operation.method(),
                body.map(json -> BodyPublishers.ofString(real(operation, json).toString()))
                    .orElse(BodyPublishers.noBody())));
    assertThat(answer.status())
        .as(operation.id() + " answers " + answer.body())
        .isEqualTo(operation.status());
    if (answer.header("Content-Type").orElse("").startsWith("application/json")) {
      answers.put(operation.id(), answer.object());
    }
  }

  /** Stripe's, of the documented event. */
  private static String signature(Operation operation) {
    try {
      return Webhook.Signature.generateSignatureHeader(
          operation.body().orElseThrow().toString(),
          STRIPE_SECRET,
          api.clock.instant().getEpochSecond());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String address(Operation operation) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    Map<String, String> real = real(operation);
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.has("example")) {
        String name = parameter.path("name").asText();
        String value = Api.encode(real.getOrDefault(name, parameter.path("example").asText()));
        switch (parameter.path("in").asText()) {
          case "path" -> path = path.replace("{" + name + "}", value);
          case "query" ->
              query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
          case "header" -> {
            // Added to the request below.
          }
          default -> throw new AssertionError("no parameter is in " + parameter.path("in"));
        }
      }
    }
    return path + query;
  }

  /** What only server and EVE can make up, in place of what is documented. */
  private static Map<String, String> real(Operation operation) {
    return switch (operation.id()) {
      case "callback" -> {
        URI eveSso = api.goToEve(Optional.empty());
        yield Map.of(
            "state",
            Api.parameters(eveSso).getOrDefault("state", ""),
            "code",
            api.eve.approve(eveSso, ExampleWorld.CHARACTER).reveal());
      }
      case "getDocsFile" ->
          Map.of("version", api.get("/docs").body().replaceAll("(?s).*/docs/(\\w+)/.*", "$1"));
      default -> Map.of();
    };
  }

  private static JsonNode real(Operation operation, JsonNode body) {
    if (operation.id().equals("redeemCode")) {
      String code =
          api.comeBack(api.goToEve(Optional.empty()), ExampleWorld.CHARACTER)
              .getOrDefault("code", "");
      return ((ObjectNode) body.deepCopy()).put("code", code);
    }
    return body;
  }

  private Stream<Operation> operations() {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        method ->
                            new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue())));
  }

  private record Operation(String method, String path, JsonNode node) {

    String id() {
      return node.path("operationId").asText();
    }

    boolean isLast() {
      return LAST.contains(id());
    }

    Optional<JsonNode> body() {
      return StreamSupport.stream(node.path("requestBody").path("content").spliterator(), false)
          .map(type -> type.path("example"))
          .findFirst();
    }

    /** The first that is no problem. */
    int status() {
      return node.path("responses").properties().stream()
          .map(Map.Entry::getKey)
          .filter(status -> status.matches("[23].*"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElseThrow();
    }

    JsonNode success() {
      return node.path("responses").path(Integer.toString(status()));
    }
  }

  @Test
  void theChallengeIsThatOfTheVerifier() {
    JsonNode body =
        operations()
            .filter(operation -> operation.id().equals("redeemCode"))
            .findFirst()
            .orElseThrow()
            .body()
            .orElseThrow();
    JsonNode challenge = document.at("/paths/~1v1~1auth~1login/get/parameters/1/example");

    assertThat(new CodeVerifier(Secret.of(body.path("codeVerifier").asText())).challenge().value())
        .isEqualTo(challenge.asText());
  }
}
