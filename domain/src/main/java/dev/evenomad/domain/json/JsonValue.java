package dev.evenomad.domain.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value (RFC 8259) without a library: what the core stores and passes on but does not look
 * into. Immutable; two objects are equal whatever the order of their members. Texts may hold every
 * character but NUL, which PostgreSQL cannot store.
 */
public sealed interface JsonValue {

  /** JSON's {@code null}, which is a value; an absent value is an empty {@code Optional}. */
  enum JsonNull implements JsonValue {
    /** The only one. */
    NULL
  }

  /** {@code true} or {@code false}. */
  record JsonBoolean(boolean value) implements JsonValue {}

  /** A number of any size and precision; {@code 1.0} equals {@code 1}. */
  record JsonNumber(BigDecimal value) implements JsonValue {
    /** Trailing zeros say nothing in JSON. */
    public JsonNumber {
      value = value.stripTrailingZeros();
    }
  }

  /** A text without NUL. */
  record JsonString(String value) implements JsonValue {
    /** Refuses NUL. */
    public JsonString {
      refuseNul(value);
    }
  }

  /** A list, in order. */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    /** Copies. */
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /** Named members, kept in the order in which they were given. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies, and refuses NUL in names. */
    public JsonObject {
      members.keySet().forEach(JsonValue::refuseNul);
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** An object of texts. */
    public static JsonObject ofStrings(Map<String, String> members) {
      Map<String, JsonValue> values = new LinkedHashMap<>();
      members.forEach((name, text) -> values.put(name, new JsonString(text)));
      return new JsonObject(values);
    }

    /** The text of member {@code name}, if it is there and a text. */
    public Optional<String> string(String name) {
      return members.get(name) instanceof JsonString text
          ? Optional.of(text.value())
          : Optional.empty();
    }
  }

  /** A number. */
  static JsonNumber of(long value) {
    return new JsonNumber(BigDecimal.valueOf(value));
  }

  /** A text. */
  static JsonString of(String value) {
    return new JsonString(value);
  }

  /** A truth value. */
  static JsonBoolean of(boolean value) {
    return new JsonBoolean(value);
  }

  /** A list. */
  static JsonArray of(List<? extends JsonValue> items) {
    return new JsonArray(new ArrayList<>(items));
  }

  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a JSON text must not contain the character NUL");
    }
  }
}
