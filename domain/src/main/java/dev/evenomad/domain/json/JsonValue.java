package dev.evenomad.domain.json;

import dev.evenomad.domain.text.WellFormedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value (RFC 8259) without a library: what the core stores and passes on but does not look
 * into. Immutable; two objects are equal whatever the order of their members. Texts and names of
 * members are {@linkplain WellFormedText well-formed}: without NUL and without halves of surrogate
 * pairs, which PostgreSQL cannot store.
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

    /** Whole numbers of up to so many digits are written without an exponent. */
    private static final int MOST_DIGITS = 40;

    /** Zeros behind the point say nothing in JSON; those before it spare readers the exponent. */
    public JsonNumber {
      value = value.stripTrailingZeros();
      if (value.scale() < 0 && (long) value.precision() - value.scale() <= MOST_DIGITS) {
        value = value.setScale(0);
      }
    }
  }

  /** A well-formed text. */
  record JsonString(String value) implements JsonValue {
    /** Refuses what cannot be stored. */
    public JsonString {
      WellFormedText.require("a JSON text", value);
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

    /** Copies, and refuses names that cannot be stored. */
    public JsonObject {
      members.keySet().forEach(name -> WellFormedText.require("the name of a JSON member", name));
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
}
