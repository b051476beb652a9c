package dev.evenomad.esi.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.text.WellFormedText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The core's JSON values as the library's, and back. */
final class JsonNodes {

  private JsonNodes() {}

  /** In texts, what nobody can store is replaced. */
  static JsonValue toValue(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        node.properties()
            .forEach(
                member ->
                    members.put(
                        WellFormedText.repaired(member.getKey()), toValue(member.getValue())));
        yield new JsonObject(members);
      }
      case ARRAY ->
          JsonValue.of(
              StreamSupport.stream(node.spliterator(), false).map(JsonNodes::toValue).toList());
      case STRING -> new JsonString(WellFormedText.repaired(node.textValue()));
      case NUMBER -> new JsonNumber(node.decimalValue());
      case BOOLEAN -> new JsonBoolean(node.booleanValue());
      case NULL, MISSING -> JsonNull.NULL;
      case BINARY, POJO -> throw new IllegalArgumentException("that is not JSON");
    };
  }

  static JsonNode toNode(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        object.members().forEach((name, member) -> node.set(name, toNode(member)));
        yield node;
      }
      case JsonArray array -> {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        array.items().forEach(item -> node.add(toNode(item)));
        yield node;
      }
      case JsonString text -> new TextNode(text.value());
      // What has no fraction counts as a whole number.
      case JsonNumber(var number) ->
          number.scale() == 0
              ? new BigIntegerNode(number.toBigIntegerExact())
              : new DecimalNode(number);
      case JsonBoolean truth -> BooleanNode.valueOf(truth.value());
      case JsonNull _ -> NullNode.getInstance();
    };
  }
}
