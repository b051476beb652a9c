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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON value of an answer. Members that nobody asks for are ignored; one that is asked for and
 * breaks its type is refused with a message that names it and holds nothing of its content. In
 * texts, what JSON can escape but nobody can store is replaced.
 */
final class Payload {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Source source;
  private final String name;
  private final JsonNode node;

  private Payload(Source source, String name, JsonNode node) {
    this.source = source;
    this.name = name;
    this.node = node;
  }

  /** Parses an answer; what is unknown in it is counted for its route. */
  static Payload parse(byte[] body, EsiRoute route, EsiStatistics statistics) {
    Source source = new Source(route, statistics);
    try {
      JsonNode root = JSON.readTree(body);
      source.noteUnknownMembers(root);
      return new Payload(source, "the answer", root);
    } catch (IOException e) {
      throw new InvalidPayloadException("the answer is not JSON");
    }
  }

  /** What is kept of an answer, to be read again. */
  static Payload kept(JsonValue value, EsiRoute route, EsiStatistics statistics) {
    return new Payload(new Source(route, statistics), "what is kept", JsonNodes.toNode(value));
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
        .map(item -> reader.apply(new Payload(source, "an item of " + name, item)))
        .toList();
  }

  /** A member that is a list. */
  <T> List<T> items(String member, Function<Payload, T> reader) {
    return new Payload(source, member, required(member)).items(reader);
  }

  /** A member that is a list; one that is left out is empty. */
  <T> List<T> optionalItems(String member, Function<Payload, T> reader) {
    return optional(member)
        .map(list -> new Payload(source, member, list).items(reader))
        .orElse(List.of());
  }

  /** A member that is an object; empty if it is left out. */
  Optional<Payload> optionalObject(String member) {
    return optional(member).map(value -> new Payload(source, member, value));
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

  OptionalLong optionalNumber(String member) {
    return optional(member)
        .map(value -> OptionalLong.of(number(member, value)))
        .orElse(OptionalLong.empty());
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
    return known(member, text(member), values);
  }

  /** The same for a member that may be left out, which is empty too. */
  <E> Optional<E> optionalChoice(String member, Map<String, E> values) {
    return optionalText(member).flatMap(value -> known(member, value, values));
  }

  private <E> Optional<E> known(String member, String value, Map<String, E> values) {
    Optional<E> known = Optional.ofNullable(values.get(value));
    if (known.isEmpty()) {
      source.statistics().unknownValue(source.route(), member);
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
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refuse(member, "not an RFC 3339 time");
    }
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
    return value.decimalValue();
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

  /** Whose answer it is. */
  private record Source(EsiRoute route, EsiStatistics statistics) {

    private static final Logger LOG = LoggerFactory.getLogger(Payload.class);

    /** ESI may add members without notice. They are harmless, but somebody should learn of them. */
    void noteUnknownMembers(JsonNode value) {
      Set<String> known = KnownMembers.of(route);
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        if (!known.contains(member.getKey()) && statistics.unknownMember(route, member.getKey())) {
          LOG.info(
              "ESI's answers to {} have a member that is new: {}",
              route,
              AnswerReader.printable(member.getKey()));
        }
      }
      value.forEach(this::noteUnknownMembers);
    }
  }
}
