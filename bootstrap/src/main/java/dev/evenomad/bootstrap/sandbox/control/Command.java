package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the control API that has found its operation.
 *
 * @param variables of the path
 */
record Command(Request request, Map<String, String> variables) {

  /** The members of the body; a missing body is an empty object. */
  Fields body(String... allowed) {
    if (request.body().length == 0) {
      return new Fields(Json.object(), List.of(allowed));
    }
    var json =
        Json.read(request.body())
            .orElseThrow(
                () -> Refusal.invalid("the body is not JSON", "send one valid JSON object"));
    return new Fields(json, List.of(allowed));
  }

  long characterId() {
    return variable("characterId");
  }

  /** A number in the path. */
  long variable(String name) {
    return number(name, variables.getOrDefault(name, ""));
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(request.query().get(name)).filter(value -> !value.isEmpty());
  }

  /** A number in the query, within bounds. */
  long query(String name, long otherwise, long max) {
    var value = query(name).map(text -> number(name, text)).orElse(otherwise);
    if (value < 0 || value > max) {
      throw Refusal.invalid(name + " cannot be " + value, "give a number from 0 to " + max);
    }
    return value;
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw Refusal.invalid(name + " is not a number: " + text, "give a whole number");
    }
  }
}
