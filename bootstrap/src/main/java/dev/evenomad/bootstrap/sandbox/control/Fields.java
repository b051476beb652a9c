package dev.evenomad.bootstrap.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The members of a JSON object that somebody sent; refuses what it does not understand. */
final class Fields {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000_000L);

  private final JsonNode object;

  /**
   * @param allowed the names its members may have
   */
  Fields(JsonNode object, List<String> allowed) {
    if (!object.isObject()) {
      throw Refusal.invalid(
          "there is " + object.getNodeType() + " where an object should be",
          "send an object with " + list(allowed));
    }
    for (var member : object.properties()) {
      if (!allowed.contains(member.getKey())) {
        throw Refusal.invalid(
            "there is no member \"" + member.getKey() + "\"", "use " + list(allowed));
      }
    }
    this.object = object;
  }

  Optional<String> text(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw wrongType(name, "a text");
              }
              return value.textValue();
            });
  }

  /** A text as it stands, anything else as JSON. */
  Optional<String> textOrJson(String name) {
    return member(name).map(value -> value.isTextual() ? value.textValue() : value.toString());
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<Long> number(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrongType(name, "a whole number");
              }
              return value.longValue();
            });
  }

  Optional<Integer> smallNumber(String name) {
    return number(name)
        .map(
            value -> {
              if (value != value.intValue()) {
                throw wrongType(name, "a number of at most nine digits");
              }
              return value.intValue();
            });
  }

  int requiredSmallNumber(String name) {
    return smallNumber(name).orElseThrow(() -> missing(name));
  }

  Optional<BigDecimal> decimal(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isNumber() || value.decimalValue().abs().compareTo(LARGEST) > 0) {
                throw wrongType(name, "a number");
              }
              return value.decimalValue();
            });
  }

  BigDecimal requiredDecimal(String name) {
    return decimal(name).orElseThrow(() -> missing(name));
  }

  Optional<Boolean> flag(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrongType(name, "true or false");
              }
              return value.booleanValue();
            });
  }

  /** A number of seconds or a text such as {@code PT1H30M}. */
  Optional<Duration> duration(String name) {
    return member(name).map(value -> duration(name, value));
  }

  private static Duration duration(String name, JsonNode value) {
    try {
      if (value.isTextual()) {
        return Duration.parse(value.textValue());
      }
      if (value.isIntegralNumber() && value.canConvertToInt()) {
        return Duration.ofSeconds(value.intValue());
      }
    } catch (DateTimeException malformed) {
      throw wrongType(name, "a number of seconds or an ISO 8601 duration such as \"PT1H30M\"");
    }
    throw wrongType(name, "a number of seconds or an ISO 8601 duration such as \"PT1H30M\"");
  }

  /** A list of whole numbers; empty when it is not there. */
  List<Long> wholeNumbers(String name) {
    return list(
        name,
        "a list of whole numbers",
        value -> value.isIntegralNumber() && value.canConvertToLong(),
        JsonNode::longValue);
  }

  /** A list of texts; empty when it is not there. */
  List<String> texts(String name) {
    return list(name, "a list of texts", JsonNode::isTextual, JsonNode::textValue);
  }

  private <T> List<T> list(
      String name, String expected, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
    var found = new ArrayList<T>();
    var list = member(name);
    if (list.isPresent()) {
      if (!list.get().isArray()) {
        throw wrongType(name, expected);
      }
      for (var item : list.get()) {
        if (!fits.test(item)) {
          throw wrongType(name, expected);
        }
        found.add(value.apply(item));
      }
    }
    return found;
  }

  /** A list of objects; empty when it is not there. */
  List<Fields> objects(String name, List<String> allowed) {
    var found = new ArrayList<Fields>();
    var list = member(name);
    if (list.isPresent()) {
      if (!list.get().isArray()) {
        throw wrongType(name, "a list");
      }
      list.get().forEach(item -> found.add(new Fields(item, allowed)));
    }
    return found;
  }

  /** An object whose names and values are numbers; empty when it is not there. */
  Map<Integer, Integer> numbers(String name) {
    var found = new TreeMap<Integer, Integer>();
    var map = member(name);
    if (map.isPresent()) {
      if (!map.get().isObject()) {
        throw wrongType(name, "an object");
      }
      for (var entry : map.get().properties()) {
        var value = entry.getValue();
        if (!entry.getKey().matches("\\d{1,9}") || !value.isInt()) {
          throw wrongType(name, "an object of numbers such as {\"3300\": 4}");
        }
        found.put(Integer.parseInt(entry.getKey()), value.intValue());
      }
    }
    return found;
  }

  boolean has(String name) {
    return member(name).isPresent();
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  /** That a member is needed which is not there. */
  static Refusal missing(String name) {
    return Refusal.invalid("\"" + name + "\" is missing", "add it to the body");
  }

  private static Refusal wrongType(String name, String expected) {
    return Refusal.invalid("\"" + name + "\" is not " + expected, "give " + expected);
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "no members" : String.join(", ", names);
  }
}
