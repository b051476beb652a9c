package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the server answered. */
record Answer(HttpResponse<String> response) {

  private static final JsonMapper JSON = JsonMapper.createDefault();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  URI location() {
    return URI.create(header("Location").orElseThrow());
  }

  /** Fails unless that is the status; the body says why not. */
  Answer is(int expected) {
    assertThat(status()).as(() -> response.request() + " answers " + body()).isEqualTo(expected);
    return this;
  }

  /** Fails unless it is a problem of that status and code, in its complete form. */
  Answer isProblem(int expected, String code) {
    is(expected);
    assertThat(header("Content-Type")).hasValue("application/problem+json");
    assertThat(object())
        .containsOnlyKeys("type", "title", "status", "detail", "code", "requestId")
        .containsEntry("code", code)
        .containsEntry("type", "about:blank")
        .containsEntry("status", expected)
        .containsEntry("requestId", header("X-Request-Id").orElseThrow());
    assertThat(text("title")).isNotBlank();
    assertThat(text("detail"))
        .endsWith(".")
        .as("nothing of the inside")
        .doesNotContain("Exception", "micronaut", "evenomad.http", "java.", "class ", "Optional");
    return this;
  }

  /** The body, which is a JSON object. */
  Map<String, Object> object() {
    try {
      return JSON.readValue(body(), Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + body(), e);
    }
  }

  /** A member of the body, found by names with dots between. */
  Object member(String path) {
    Object value = object();
    for (String name : path.split("\\.", -1)) {
      value = Objects.requireNonNull(asObject(value).get(name), () -> path + " in " + body());
    }
    return value;
  }

  String text(String path) {
    return (String) member(path);
  }

  /** The objects in the list that is a member of the body. */
  List<Map<String, Object>> list(String path) {
    return ((List<?>) member(path)).stream().map(Answer::asObject).toList();
  }

  private static Map<String, Object> asObject(Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, member) -> object.put((String) name, member));
    return object;
  }
}
