package dev.evenomad.esi.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.text.WellFormedText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A JSON value of an answer. Members that nobody asks for are ignored; one that is asked for and
 * breaks its type is refused with a message that names it and holds nothing of its content. In
 * texts, what JSON can escape but nobody can store is replaced.
 */
final class Payload {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String name;
  private final JsonNode node;

  private Payload(String name, JsonNode node) {
    this.name = name;
    this.node = node;
  }

  static Payload parse(byte[] body) {
    try {
      return new Payload("the answer", JSON.readTree(body));
    } catch (IOException e) {
      throw new InvalidPayloadException("the answer is not JSON");
    }
  }

  /** The items of this list. */
  <T> List<T> items(Function<Payload, T> reader) {
    if (!node.isArray()) {
      throw refuse(name, "not a list");
    }
    return StreamSupport.stream(node.spliterator(), false)
        .map(item -> reader.apply(new Payload("an item of " + name, item)))
        .toList();
  }

  /** A member that is a list. */
  <T> List<T> items(String member, Function<Payload, T> reader) {
    return new Payload(member, required(member)).items(reader);
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

  String text(String member) {
    return text(member, required(member));
  }

  Optional<String> optionalText(String member) {
    return optional(member).map(value -> text(member, value));
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

  Optional<Instant> optionalTime(String member) {
    return optionalText(member)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw refuse(member, "not an RFC 3339 time");
              }
            });
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

  private static String text(String member, JsonNode value) {
    if (!value.isTextual()) {
      throw refuse(member, "not a text");
    }
    return WellFormedText.repaired(value.textValue());
  }

  private static InvalidPayloadException refuse(String what, String why) {
    return new InvalidPayloadException(what + " is " + why);
  }
}
