package dev.evenomad.http.answer;

import dev.evenomad.domain.json.JsonValue;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings JSON that the core stores into an answer. */
public final class StoredJson {

  private StoredJson() {}

  /** The same value as the JSON library writes it. */
  public static JsonNode of(JsonValue value) {
    return switch (value) {
      case JsonValue.JsonNull none -> JsonNode.nullNode();
      case JsonValue.JsonBoolean flag -> JsonNode.createBooleanNode(flag.value());
      case JsonValue.JsonNumber number -> JsonNode.createNumberNode(number.value());
      case JsonValue.JsonString text -> JsonNode.createStringNode(text.value());
      case JsonValue.JsonArray array ->
          JsonNode.createArrayNode(array.items().stream().map(StoredJson::of).toList());
      case JsonValue.JsonObject object -> {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> members.put(name, of(member)));
        yield JsonNode.createObjectNode(members);
      }
    };
  }
}
