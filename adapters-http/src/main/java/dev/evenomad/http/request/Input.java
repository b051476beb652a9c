package dev.evenomad.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenomad.http.error.Problem;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that a client sent, and the place where it stands. Whatever is not as it should be
 * becomes a {@link Problem} that names the place. Bodies are not bound to classes, because binding
 * coerces ({@code "yes"} would be {@code false}) and does not tell an absent member from {@code
 * null}.
 */
public final class Input {

  private static final ObjectReader JSON =
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** More than any client needs, and too little to hurt. */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final String kind;
  private final String path;
  private final JsonNode value;

  private Input(String kind, String path, JsonNode value) {
    this.kind = kind;
    this.path = path;
    this.value = value;
  }

  /** The JSON object that is the body of a request. */
  public static Input body(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw Problem.requestTooLarge();
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException malformed) {
      throw Problem.badRequest(
          "malformed_json", "The body is not valid JSON. Send one JSON object, in UTF-8.");
    }
    if (!json.isObject()) {
      throw Problem.invalidRequest("The body must be a JSON object.");
    }
    return new Input("member", "", json);
  }

  /** A query parameter. */
  public static Input parameter(String name, String text) {
    return new Input("parameter", name, TextNode.valueOf(text));
  }

  /** A query parameter that may be left out; empty if it is. */
  public static Optional<Input> optional(String name, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> parameter(name, given));
  }

  /** This object, which must not have any but these members. */
  public Input only(String... names) {
    List<String> known = List.of(names);
    if (object().properties().stream().anyMatch(member -> !known.contains(member.getKey()))) {
      throw Problem.invalidRequest(
          "%s has a member that is not known here. Known are: %s."
              .formatted(
                  path.isEmpty() ? "The body" : "The member " + path, String.join(", ", known)));
    }
    return this;
  }

  /** A member of this object; empty if it is absent. It may be {@code null}. */
  public Optional<Input> member(String name) {
    return Optional.ofNullable(object().get(name))
        .map(member -> new Input(kind, path.isEmpty() ? name : path + "." + name, member));
  }

  /** A member of this object; empty if it is absent or {@code null}. */
  public Optional<Input> given(String name) {
    return member(name).filter(member -> !member.value.isNull());
  }

  /** A member of this object that must be there. */
  public Input required(String name) {
    return given(name)
        .orElseThrow(
            () ->
                Problem.invalidRequest(
                    "The member " + (path.isEmpty() ? name : path + "." + name) + " is missing."));
  }

  /**
   * A member of this object that {@code null} clears: empty if it is absent, and an empty {@code
   * Optional} inside if it is {@code null}.
   */
  public <T> Optional<Optional<T>> clearable(String name, Function<Input, T> reading) {
    return member(name).isPresent() ? Optional.of(given(name).map(reading)) : Optional.empty();
  }

  /** A truth value. */
  public boolean flag() {
    if (!value.isBoolean()) {
      throw mustBe("true or false");
    }
    return value.booleanValue();
  }

  /** A positive whole number of up to 63 bits. */
  public long id() {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() <= 0) {
      throw mustBe("a positive whole number");
    }
    return value.longValue();
  }

  /** A whole number of that range. */
  public long between(long least, long most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw mustBe("a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  /** A text that is not empty. */
  public String text() {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw mustBe("a text that is not empty");
    }
    return value.textValue();
  }

  /** The items of a list. */
  public List<Input> items() {
    if (!value.isArray()) {
      throw mustBe("a list");
    }
    List<Input> items = new ArrayList<>();
    for (JsonNode item : value) {
      items.add(new Input(kind, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /**
   * What {@code reading} makes of the text.
   *
   * @param expected what it must be, to be told if {@code reading} refuses it
   * @param reading refuses with an {@link IllegalArgumentException} or {@link DateTimeException}
   */
  public <T> T as(String expected, Function<String, T> reading) {
    if (!value.isTextual()) {
      throw mustBe(expected);
    }
    try {
      return reading.apply(value.textValue());
    } catch (IllegalArgumentException | DateTimeException refused) {
      throw mustBe(expected);
    }
  }

  /** The constant whose name, in lower case, is the text. */
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    String expected = constants.stream().map(Input::code).collect(Collectors.joining(", "));
    return as(
        "one of: " + expected,
        text ->
            constants.stream()
                .filter(constant -> code(constant).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /** To be thrown, if it is not what it must be. */
  public Problem mustBe(String expected) {
    return Problem.invalidRequest("The " + kind + " " + path + " must be " + expected + ".");
  }

  private JsonNode object() {
    if (!value.isObject()) {
      throw mustBe("a JSON object");
    }
    return value;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
