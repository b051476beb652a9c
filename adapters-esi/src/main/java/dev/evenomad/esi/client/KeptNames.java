package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Names as the cache keeps them: a text, or JSON's {@code null} for what has none. */
final class KeptNames {

  private KeptNames() {}

  /** The name of what an answer describes; empty if it is blank. */
  static Optional<String> name(Payload described) {
    return Optional.of(described.text("name")).filter(name -> !name.isBlank());
  }

  static JsonValue kept(Optional<String> name) {
    return name.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
  }

  /**
   * The name that is kept.
   *
   * @throws InvalidPayloadException if it is none
   */
  static String read(JsonValue kept) {
    if (kept instanceof JsonString name) {
      return name.value();
    }
    throw new InvalidPayloadException("the name is not a text");
  }

  /** The names that were found, by what they are the names of. */
  static <Q, K> Map<K, String> found(Map<Q, Lookup<String>> lookups, Function<Q, K> named) {
    Map<K, String> names = new HashMap<>();
    lookups.forEach(
        (question, lookup) -> {
          if (lookup instanceof Lookup.Found<String> name) {
            names.put(named.apply(question), name.value());
          }
        });
    return Map.copyOf(names);
  }
}
