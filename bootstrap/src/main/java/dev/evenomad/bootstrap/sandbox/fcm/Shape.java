package dev.evenomad.bootstrap.sandbox.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** What the JSON of a send request must look like. What is not there at all is always right. */
final class Shape {

  private Shape() {}

  /**
   * An object.
   *
   * @param known names of its members; empty when any are allowed
   */
  static void part(JsonNode part, String field, Set<String> known) throws Rejected {
    if (!part.isMissingNode()) {
      requireObject(part, field);
      if (!known.isEmpty()) {
        requireKnown(part, field, known);
      }
    }
  }

  static void requireObject(JsonNode node, String field) throws Rejected {
    if (!node.isObject()) {
      throw badType(field, "object", node);
    }
  }

  static void requireText(JsonNode node, String field) throws Rejected {
    if (!node.isMissingNode() && !node.isTextual()) {
      throw badType(field, "TYPE_STRING", node);
    }
  }

  static void requireFlag(JsonNode node, String field) throws Rejected {
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw badType(field, "TYPE_BOOL", node);
    }
  }

  /** A number without fraction that fits in 32 bits. */
  static void requireInteger(JsonNode node, String field) throws Rejected {
    if (!node.isMissingNode() && !(node.isIntegralNumber() && node.canConvertToInt())) {
      throw badType(field, "TYPE_INT32", node);
    }
  }

  static void requireTexts(JsonNode list, String field) throws Rejected {
    if (list.isMissingNode()) {
      return;
    }
    if (!list.isArray()) {
      throw badType(field, "TYPE_STRING", list);
    }
    for (var i = 0; i < list.size(); i++) {
      requireText(list.get(i), field + "[" + i + "]");
    }
  }

  /**
   * One of some names, in capitals or small letters.
   *
   * @param type what the names are called
   * @param names in small letters
   */
  static void requireOneOf(JsonNode node, String field, String type, Set<String> names)
      throws Rejected {
    requireText(node, field);
    if (node.isTextual() && !names.contains(node.textValue().toLowerCase(Locale.ROOT))) {
      throw badType(field, type, node);
    }
  }

  /** A map of texts. */
  static void texts(JsonNode map, String field) throws Rejected {
    part(map, field, Set.of());
    var position = 0;
    for (var entry : map.properties()) {
      if (!entry.getValue().isTextual()) {
        throw badType(field + "[" + position + "].value", "TYPE_STRING", entry.getValue());
      }
      position++;
    }
  }

  static void requireKnown(JsonNode object, String field, Set<String> known) throws Rejected {
    for (var entry : object.properties()) {
      if (!known.contains(entry.getKey())) {
        var description =
            "Invalid JSON payload received. Unknown name \""
                + entry.getKey()
                + "\""
                + (field.isEmpty() ? "" : " at '" + field + "'")
                + ": Cannot find field.";
        throw new Rejected(FcmError.badShape(field, description));
      }
    }
  }

  static Rejected badType(String field, String type, JsonNode value) {
    return new Rejected(
        FcmError.badShape(
            field, "Invalid value at '" + field + "' (" + type + "), " + value.toString()));
  }
}
