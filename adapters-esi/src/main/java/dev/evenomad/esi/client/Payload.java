package dev.evenomad.esi.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.text.WellFormedText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON value of an answer. Members that nobody asks for are ignored; one that is asked for and
 * breaks its type is refused with a message that names it and holds nothing of its content. In
 * texts, what JSON can escape but nobody can store is replaced.
 */
final class Payload {

  private static final Logger LOG = LoggerFactory.getLogger(Payload.class);

  private static final int MOST_DIGITS = 50;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Is told the member whose value we do not know. */
  private final Consumer<String> unknownValues;

  private final String name;
  private final JsonNode node;

  private Payload(Consumer<String> unknownValues, String name, JsonNode node) {
    this.unknownValues = unknownValues;
    this.name = name;
    this.node = node;
  }

  /** Parses an answer; what is unknown in it is counted for its route. */
  static Payload parse(byte[] body, EsiRoute route, EsiStatistics statistics) {
    try {
      JsonNode root = JSON.readTree(body);
      noteUnknownMembers(root, route, statistics);
      return new Payload(member -> statistics.unknownValue(route, member), "the answer", root);
    } catch (IOException e) {
      throw new InvalidPayloadException("the answer is not JSON");
    }
  }

  /** What is kept of an answer, to be read again; what is unknown in it was counted then. */
  static Payload kept(JsonValue value) {
    return new Payload(member -> {}, "what is kept", JsonNodes.toNode(value));
  }

  /** This object with those members alone; one that is left out or {@code null} stays away. */
  JsonObject only(String... members) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    for (String member : members) {
      optional(member).ifPresent(value -> values.put(member, JsonNodes.toValue(value)));
    }
    return new JsonObject(values);
  }

  /** The items of this list. */
  <T> List<T> items(Function<Payload, T> reader) {
    if (!node.isArray()) {
      throw refuse(name, "not a list");
    }
    return StreamSupport.stream(node.spliterator(), false)
        .map(item -> reader.apply(new Payload(unknownValues, "an item of " + name, item)))
        .toList();
  }

  /** A member that is a list. */
  <T> List<T> items(String member, Function<Payload, T> reader) {
    return new Payload(unknownValues, member, required(member)).items(reader);
  }

  /** A member that is a list; one that is left out is empty. */
  <T> List<T> optionalItems(String member, Function<Payload, T> reader) {
    return optional(member)
        .map(list -> new Payload(unknownValues, member, list).items(reader))
        .orElse(List.of());
  }

  /** A member that is an object; empty if it is left out. */
  Optional<Payload> optionalObject(String member) {
    return optional(member).map(value -> new Payload(unknownValues, member, value));
  }

  /** This value itself. */
  long number() {
    return number(name, node);
  }

  long number(String member) {
    return number(member, required(member));
  }

  int smallNumber(String member) {
    long value = number(member);
    if (value != (int) value) {
      throw refuse(member, "out of range");
    }
    return (int) value;
  }

  Optional<Long> optionalNumber(String member) {
    return optional(member).map(value -> number(member, value));
  }

  /** A number of any form, exactly as it is written. */
  BigDecimal decimal(String member) {
    return decimal(member, required(member));
  }

  Optional<BigDecimal> optionalDecimal(String member) {
    return optional(member).map(value -> decimal(member, value));
  }

  String text(String member) {
    return text(member, required(member));
  }

  Optional<String> optionalText(String member) {
    return optional(member).map(value -> text(member, value));
  }

  /**
   * A member of an enumeration. CCP adds values without notice: one that we do not know is counted,
   * and empty.
   *
   * @param values by what ESI calls them
   */
  <E> Optional<E> choice(String member, Map<String, E> values) {
    return counted(member, Optional.ofNullable(values.get(text(member))));
  }

  /** The same for a member that is a number. */
  <E> Optional<E> numberedChoice(String member, LongFunction<Optional<E>> values) {
    return counted(member, values.apply(number(member)));
  }

  /** The same for a member that is taken as it is written, whether we know it or not. */
  String choice(String member, Set<String> values) {
    String value = text(member);
    counted(member, Optional.of(value).filter(values::contains));
    return value;
  }

  private <E> Optional<E> counted(String member, Optional<E> known) {
    if (known.isEmpty()) {
      unknownValues.accept(member);
    }
    return known;
  }

  Optional<Boolean> optionalTruth(String member) {
    return optional(member)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw refuse(member, "not a truth value");
              }
              return value.booleanValue();
            });
  }

  Instant time(String member) {
    return time(member, text(member));
  }

  Optional<Instant> optionalTime(String member) {
    return optionalText(member).map(text -> time(member, text));
  }

  private static Instant time(String member, String text) {
    try {
      // Years of more than four digits, which begin with a sign, could not be stored.
      if (!text.startsWith("+") && !text.startsWith("-")) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw refuse(member, "not an RFC 3339 time");
  }

  private JsonNode required(String member) {
    return optional(member).orElseThrow(() -> refuse(member, "missing"));
  }

  private Optional<JsonNode> optional(String member) {
    if (!node.isObject()) {
      throw refuse(name, "not an object");
    }
    return node.optional(member).filter(value -> !value.isNull());
  }

  private static long number(String member, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw refuse(member, "not a whole number of 64 bits");
    }
    return value.longValue();
  }

  private static BigDecimal decimal(String member, JsonNode value) {
    if (!value.isNumber()) {
      throw refuse(member, "not a number");
    }
    BigDecimal decimal = value.decimalValue();
    // A few bytes can write a number that fills the memory once its digits are needed.
    if (decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS) {
      throw refuse(member, "out of range");
    }
    return decimal;
  }

  private static String text(String member, JsonNode value) {
    if (!value.isTextual()) {
      throw refuse(member, "not a text");
    }
    return WellFormedText.repaired(value.textValue());
  }

  private static InvalidPayloadException refuse(String what, String why) {
    return new InvalidPayloadException(what + " is " + why);
  }

  /** ESI may add members without notice. They are harmless, but somebody should learn of them. */
  private static void noteUnknownMembers(JsonNode value, EsiRoute route, EsiStatistics statistics) {
    Set<String> known = KnownMembers.of(route);
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = AnswerReader.printable(member.getKey());
      if (!known.contains(name) && statistics.unknownMember(route, name)) {
        LOG.info("ESI's answers to {} have a member that is new: {}", route, name);
      }
    }
    value.forEach(inner -> noteUnknownMembers(inner, route, statistics));
  }
}
