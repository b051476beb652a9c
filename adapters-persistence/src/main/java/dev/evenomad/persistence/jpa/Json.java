package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as text, for where it is kept. Failures do not quote the text. */
public final class Json {

  // Nothing is read but what was stored here, so nothing is too long; jsonb writes numbers out.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(List.class, Json::emptyIfAbsent)
          .withConfigOverride(Map.class, Json::emptyIfAbsent)
          .build();

  private Json() {}

  /** The text of a value. */
  public static String write(JsonValue value) {
    return text(node(value));
  }

  /** The text of a value, if there is one. */
  static @Nullable String write(Optional<JsonValue> value) {
    return value.map(Json::write).orElse(null);
  }

  /** The text of a document. */
  static String text(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /**
   * The value that {@link #write} wrote.
   *
   * @throws IllegalStateException if it is no JSON, or nested too deeply
   */
  public static JsonValue read(String text) {
    return value(document(text, JsonNode.class));
  }

  /** Whether that JSON can be read here: it may be nested too deeply. */
  public static boolean readable(String text) {
    try {
      read(text);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** The value, if there is a text. */
  static Optional<JsonValue> readIfPresent(@Nullable String text) {
    return Optional.ofNullable(text).map(Json::read);
  }

  /** The object, or an empty one if there is no text. */
  static JsonObject readObject(@Nullable String text) {
    return text != null && read(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  /** The document that {@link #text} wrote. */
  static <D> D document(String text, Class<D> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private static void emptyIfAbsent(MutableConfigOverride type) {
    type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  private static IllegalStateException unreadable(JsonProcessingException e) {
    e.clearLocation();
    return new IllegalStateException(
        "a stored JSON document has an unexpected form: " + e.getClass().getSimpleName());
  }

  private static JsonNode node(JsonValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case JsonNull.NULL -> nodes.nullNode();
      case JsonBoolean(boolean truth) -> nodes.booleanNode(truth);
      case JsonNumber(var number) -> nodes.numberNode(number);
      case JsonString(String text) -> nodes.textNode(text);
      case JsonArray(List<JsonValue> items) -> {
        ArrayNode array = nodes.arrayNode(items.size());
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case JsonObject(Map<String, JsonValue> members) -> {
        ObjectNode object = nodes.objectNode();
        members.forEach((name, member) -> object.set(name, node(member)));
        yield object;
      }
    };
  }

  private static JsonValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> JsonNull.NULL;
      case BOOLEAN -> JsonValue.of(node.booleanValue());
      case NUMBER -> new JsonNumber(node.decimalValue());
      case STRING -> JsonValue.of(node.textValue());
      case ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        yield JsonValue.of(items);
      }
      case OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        yield new JsonObject(members);
      }
      case BINARY, POJO, MISSING ->
          throw new IllegalStateException("JSON text holds no " + node.getNodeType());
    };
  }
}
