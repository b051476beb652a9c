package dev.evenomad.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

/** What the document says of the requests of an operation. */
final class RequestRules {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Schemas schemas;
  private final JsonNode operation;

  RequestRules(Schemas schemas, JsonNode operation) {
    this.schemas = schemas;
    this.operation = operation;
  }

  List<String> violations(HttpRequest request) {
    List<String> found = new ArrayList<>(query(Optional.ofNullable(request.uri().getRawQuery())));
    JsonNode body = operation.path("requestBody");
    // A body that nothing is said of is not looked at.
    if (body.isObject()) {
      found.addAll(body(body, request));
    }
    return found;
  }

  private List<String> query(Optional<String> raw) {
    List<String> found = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair :
        raw.stream().flatMap(text -> List.of(text.split("&", -1)).stream()).toList()) {
      String[] parts = pair.split("=", 2);
      given.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        String name = parameter.path("name").asText();
        String value = given.remove(name);
        if (value != null) {
          schemas
              .violationsOfText(parameter.path("schema"), value)
              .forEach(wrong -> found.add("parameter " + name + ": " + wrong));
        } else if (parameter.path("required").asBoolean()) {
          found.add("the parameter " + name + " is missing, and it succeeded");
        }
      }
    }
    // Others are not looked at.
    return found;
  }

  private List<String> body(JsonNode declared, HttpRequest request) {
    String type = ApiContract.mediaType(request.headers().firstValue("Content-Type").orElse(""));
    JsonNode schema = declared.path("content").path(type).path("schema");
    if (schema.isMissingNode()) {
      return List.of("a request of the type " + type + " is not documented, and it succeeded");
    }
    try {
      return schemas.violations(schema, JSON.readTree(bytes(request))).stream()
          .map(wrong -> "the request succeeded with " + wrong)
          .toList();
    } catch (IOException e) {
      return List.of("the request succeeded and is not JSON");
    }
  }

  private static byte[] bytes(HttpRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    request
        .bodyPublisher()
        .ifPresent(
            publisher ->
                publisher.subscribe(
                    new Flow.Subscriber<ByteBuffer>() {
                      @Override
                      public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                      }

                      @Override
                      public void onNext(ByteBuffer part) {
                        byte[] copy = new byte[part.remaining()];
                        part.get(copy);
                        bytes.writeBytes(copy);
                      }

                      @Override
                      public void onError(Throwable failure) {}

                      @Override
                      public void onComplete() {}
                    }));
    return bytes.toByteArray();
  }
}
